package org.opendatagov.orchestrator.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * Converts CSV and NDJSON to Parquet, once per fingerprint: types are inferred over all rows, so that a malformed value makes its
 * column text and nothing fails; rows of a wrong width are left out and reported with their numbers.
 */
@Component
class TextConversion {
    private static final int REPORTED = 20;

    private final DuckDb duckDb;
    private final Path folder;
    private final Cache<String, ReadableFiles> converted =
            Caffeine.newBuilder().maximumSize(1000).build();

    TextConversion(DuckDb duckDb, DataFolders folders) {
        this.duckDb = duckDb;
        this.folder = folders.staging();
    }

    /** Runs on a thread of the query pool. */
    synchronized ReadableFiles convert(LocatedFiles located, QueryPool.Cancellation cancellation) throws SQLException {
        if (located.dataset().format() == DatasetFormat.PARQUET) {
            return new ReadableFiles(located, located.files(), Optional.empty(), List.of());
        }
        ReadableFiles present = converted.getIfPresent(located.dataset().fingerprint());
        if (present != null && Files.exists(present.files().getFirst())) {
            return new ReadableFiles(located, present.files(), present.textFormat(), present.warnings());
        }
        if (located.dataset().bytes() == 0) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'" + located.dataset().location() + "' is empty; expected at least a header or one record.");
        }
        ReadableFiles readable = write(located, cancellation);
        converted.put(located.dataset().fingerprint(), readable);
        return readable;
    }

    private ReadableFiles write(LocatedFiles located, QueryPool.Cancellation cancellation) throws SQLException {
        Path target = folder.resolve(located.dataset().fingerprint().replaceAll("[^A-Za-z0-9]", "_") + ".parquet");
        try (Connection connection = duckDb.openForConversion(located.files(), folder)) {
            cancellation.accept(connection);
            return located.dataset().format() == DatasetFormat.CSV
                    ? csv(connection, located, target, "utf-8")
                    : json(connection, located, target);
        }
    }

    private static ReadableFiles json(Connection connection, LocatedFiles located, Path target) throws SQLException {
        String source = "read_json([" + DuckDb.literals(located.files())
                + "], sample_size = -1, union_by_name = true, maximum_object_size = 67108864)";
        copy(connection, source, target);
        return new ReadableFiles(located, List.of(target), Optional.empty(), List.of());
    }

    private static void copy(Connection connection, String source, Path target) throws SQLException {
        try (var statement = connection.prepareStatement(
                "COPY (SELECT * FROM " + source + ") TO " + Sql.literal(target.toString()) + " (FORMAT parquet)")) {
            statement.execute();
        }
    }

    private ReadableFiles csv(Connection connection, LocatedFiles located, Path target, String encoding)
            throws SQLException {
        String files = DuckDb.literals(located.files());
        String options = ", sample_size = -1, ignore_errors = true, encoding = " + Sql.literal(encoding);
        copy(
                connection,
                "read_csv([" + files + "], store_rejects = true, rejects_limit = 0, union_by_name = true" + options
                        + ")",
                target);
        if (encoding.equals("utf-8") && count(connection, "WHERE error_type::VARCHAR = 'INVALID ENCODING'") > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE reject_errors");
                statement.execute("DROP TABLE reject_scans");
            }
            delete(target);
            return csv(connection, located, target, "latin-1");
        }
        List<String> warnings = new ArrayList<>();
        Dialect dialect = Dialect.sniff(connection, located.files().getFirst(), encoding);
        warnings.addAll(labelWarnings(dialect));
        long ragged = count(connection, "");
        TextFormat format = dialect.format(encoding, raggedRows(connection), ragged);
        if (ragged > 0) {
            warnings.add("%d rows do not fit the header's width or types and were left out, the first at row %s."
                    .formatted(
                            ragged,
                            format.raggedRows().isEmpty()
                                    ? "?"
                                    : format.raggedRows().getFirst()));
        }
        return new ReadableFiles(located, List.of(target), Optional.of(format), warnings);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> labelWarnings(Dialect dialect) {
        List<String> warnings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < dialect.labels().size(); index++) {
            String label = dialect.labels().get(index);
            if (label.isBlank()) {
                warnings.add("Column " + (index + 1) + " has a blank label.");
            } else if (!seen.add(label)) {
                warnings.add("The label '" + label + "' of column " + (index + 1) + " is used twice.");
            }
        }
        return warnings;
    }

    private static long count(Connection connection, String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(DISTINCT line) FROM reject_errors " + where)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> raggedRows(Connection connection) throws SQLException {
        List<Long> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT DISTINCT line FROM reject_errors ORDER BY line LIMIT " + REPORTED)) {
            while (row.next()) {
                rows.add(row.getLong(1));
            }
        }
        return rows;
    }
}
