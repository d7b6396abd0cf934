package org.opendatagov.orchestrator.plan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Plans of the real DuckDB over two tables with known sizes. */
public final class DuckDbPlans {
    private DuckDbPlans() {}

    /** @param explain {@code EXPLAIN}, {@code EXPLAIN ANALYZE}, {@code EXPLAIN (FORMAT json)} and the like */
    public static String explain(String explain, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers AS SELECT i AS id, 'name ' || i AS name,"
                    + " 'user' || i || '@example.org' AS email FROM range(1, 2001) t(i)");
            statement.execute("CREATE TABLE orders AS SELECT i AS id, 1 + i % 2000 AS customer_id, i * 1.5 AS amount"
                    + " FROM range(1, 200001) t(i)");
            StringBuilder plan = new StringBuilder();
            try (var row = statement.executeQuery(explain + " " + sql)) {
                while (row.next()) {
                    plan.append(row.getString(2)).append('\n');
                }
            }
            return plan.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
