package org.opendatagov.orchestrator.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.opendatagov.orchestrator.dataset.Sql;

/** Times DuckDB's {@code SUMMARIZE} of a Parquet file: what the cost of an onboarding is compared with. */
final class Summarize {
    private final Path file;
    private final List<Double> seconds = new ArrayList<>();

    Summarize(Path file) {
        this.file = file;
    }

    /** One more run, on as many threads as the machine has: the service leaves that setting as it is too. */
    void run() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
                var statement = connection.prepareStatement(
                        "SUMMARIZE SELECT * FROM read_parquet(" + Sql.literal(file.toString()) + ")");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                row.getString(1);
            }
        }
        seconds.add((System.nanoTime() - start) / 1e9);
    }

    List<Double> all() {
        return List.copyOf(seconds);
    }

    double median() {
        List<Double> ordered = new ArrayList<>(seconds);
        Collections.sort(ordered);
        return ordered.get(ordered.size() / 2);
    }
}
