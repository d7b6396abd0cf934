package org.opendatagov.orchestrator.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.samples.CustomerTransactions;

/**
 * Compares the profile of a dataset with one {@code SUMMARIZE} of DuckDB over the same file in the same run. Arguments: rows (5 million),
 * folder of work ({@code target/bench}). Prints both times, their ratio, and the peak of the heap.
 */
public final class ProfileBenchmark {
    private ProfileBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5_000_000;
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "target/bench");
        Path file = folder.resolve("files").resolve("transactions-" + rows + ".parquet");
        if (!Files.exists(file)) {
            CustomerTransactions.write(rows, file);
        }
        double summarize = Math.min(summarize(file), summarize(file));
        TestDatasets datasets = TestDatasets.in(folder.resolve("data"), file.getParent());
        long start = System.nanoTime();
        Dataset dataset = datasets.datasets().open(file.toString(), Map.of());
        double open = seconds(start);
        DatasetProfile profile = datasets.datasets().profile(dataset);
        double whole = seconds(start);
        print("rows %d, columns %d, %.0f MB", profile.rows(), profile.columns().size(), profile.bytes() / 1e6);
        print("SUMMARIZE %.2f s", summarize);
        print("profile %.2f s, of which fingerprint %.2f s", whole, open);
        print("ratio %.1f", whole / summarize);
        print("peak heap %.0f MB", peakHeap() / 1e6);
    }

    @FormatMethod
    private static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double summarize(Path file) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.prepareStatement(
                        "SUMMARIZE SELECT * FROM read_parquet(" + Sql.literal(file.toString()) + ")");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                row.getString(1);
            }
        }
        return seconds(start);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
