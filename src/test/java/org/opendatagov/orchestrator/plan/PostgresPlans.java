package org.opendatagov.orchestrator.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.support.TestDatabase;

/** Plans of the real PostgreSQL over a few tables with known sizes. */
public final class PostgresPlans {
    /** Statistics and visibility stay as they are, and plans with them. */
    private static final String STILL = " WITH (autovacuum_enabled = off)";

    private static final DataSource DATABASE = create();

    private PostgresPlans() {}

    private static DataSource create() {
        DataSource database = TestDatabase.create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers" + STILL + " AS SELECT id, 'name ' || id AS name,"
                    + " 'user' || id || '@example.org' AS email FROM generate_series(1, 2000) id");
            statement.execute(
                    "CREATE TABLE orders" + STILL + " AS SELECT id, 1 + id % 2000 AS customer_id, id * 1.5 AS amount,"
                            + " 'note ' || id AS note, DATE '2024-01-01' + id % 700 AS day FROM generate_series(1, 200000) id");
            statement.execute("CREATE INDEX orders_customer ON orders (customer_id)");
            statement.execute("CREATE TABLE events (id int, day date) PARTITION BY RANGE (day)");
            for (int month = 1; month <= 12; month++) {
                statement.execute(
                        "CREATE TABLE events_%1$d PARTITION OF events FOR VALUES FROM ('2024-%1$02d-01') TO (%2$s)%3$s"
                                .formatted(
                                        month,
                                        month == 12 ? "'2025-01-01'" : "'2024-%02d-01'".formatted(month + 1),
                                        STILL));
            }
            statement.execute(
                    "INSERT INTO events SELECT id, DATE '2024-01-01' + id % 366 FROM generate_series(1, 40000) id");
            statement.execute("ANALYZE");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What EXPLAIN says.
     *
     * @param options as in {@code EXPLAIN (…)}
     * @param settings statements that come first, each ended by a semicolon
     */
    public static String explain(String options, String settings, String sql) {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET max_parallel_workers_per_gather = 0; " + settings);
            StringBuilder plan = new StringBuilder();
            try (var row = statement.executeQuery("EXPLAIN (%s) %s".formatted(options, sql))) {
                while (row.next()) {
                    plan.append(row.getString(1)).append('\n');
                }
            }
            return plan.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
