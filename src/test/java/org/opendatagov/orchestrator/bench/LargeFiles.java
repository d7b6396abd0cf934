package org.opendatagov.orchestrator.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.opendatagov.orchestrator.dataset.Sql;

/** Writes files of any size, a piece at a time: invented measurements with one personal column, the same at each call. */
final class LargeFiles {
    private static final String HEADER = "reading_id,sensor,site,measured_at,value,status,note,operator_email\n";
    private static final String[] STATUS = {"ok", "ok", "ok", "late", "repaired"};
    private static final String NOTE = "measured by the fixed station and checked against its neighbours ";
    /** Parquet written by DuckDB takes about this much for each row of {@link #parquet}. */
    private static final long PARQUET_ROW = 148;

    private LargeFiles() {}

    /** A CSV file of at least so many bytes, and at most one row more. */
    static void csv(Path file, long bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling("partial.csv");
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder row = new StringBuilder(200);
        long written = HEADER.length();
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 20)) {
            output.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            for (long number = 0; written < bytes; number++) {
                row.setLength(0);
                describe(row, number, random);
                output.write(row.toString().getBytes(StandardCharsets.US_ASCII));
                written += row.length();
            }
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void describe(StringBuilder row, long number, SplittableRandom random) {
        row.append(number).append(",sensor-").append(random.nextInt(5000));
        row.append(",site ").append(random.nextInt(40)).append(",2025-");
        two(row, 1 + random.nextInt(12)).append('-');
        two(row, 1 + random.nextInt(28)).append(' ');
        two(row, random.nextInt(24)).append(':');
        two(row, random.nextInt(60)).append(':');
        two(row, random.nextInt(60)).append(',');
        row.append(random.nextInt(200_000) / 100.0).append(',');
        row.append(STATUS[random.nextInt(STATUS.length)]).append(',');
        row.append(NOTE).append(random.nextInt(1000));
        row.append(",operator").append(random.nextInt(20_000)).append("@example.org\n");
    }

    private static StringBuilder two(StringBuilder row, int number) {
        return row.append(number < 10 ? "0" : "").append(number);
    }

    /** A Parquet file of about so many bytes: text that does not compress, beside numbers. */
    static void parquet(Path file, long bytes) throws IOException, SQLException {
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling("partial.parquet");
        long rows = bytes / PARQUET_ROW;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            statement.execute("SET memory_limit = '1GB'");
            statement.execute("COPY (SELECT i AS reading_id, hash(i) % 5000 AS sensor, hash(i, 1) / 3.0 AS value,"
                    + " concat_ws('', md5(CAST(i AS VARCHAR)), md5(CAST(i + 1 AS VARCHAR)), md5(CAST(hash(i) AS VARCHAR)),"
                    + " md5(CAST(hash(i, 2) AS VARCHAR))) AS trace FROM range(" + rows + ") AS numbers(i)) TO "
                    + Sql.literal(partial.toString()) + " (FORMAT parquet, COMPRESSION uncompressed)");
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
