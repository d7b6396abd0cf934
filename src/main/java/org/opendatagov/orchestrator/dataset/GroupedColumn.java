package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A column's distinct non-null values {@code v} with their counts {@code n}, in the temporary table {@code grouped} of one connection.
 *
 * @param distinct how many there are
 * @param singletons how many occur once
 */
record GroupedColumn(
        Connection connection,
        ColumnSource column,
        String source,
        long distinct,
        long singletons,
        Optional<String> minimum,
        Optional<String> maximum) {
    private static final int SHOWN = 200;

    /** @param source the table or view that holds the column */
    static GroupedColumn of(Connection connection, ColumnSource column, String source) throws SQLException {
        try (var statement = connection.prepareStatement("CREATE OR REPLACE TEMP TABLE grouped AS SELECT "
                + column.grouped() + " AS v, CAST(count(*) AS BIGINT) AS n FROM " + source + " WHERE "
                + column.identifier() + " IS NOT NULL GROUP BY 1")) {
            statement.execute();
        }
        String extremes = column.nested() || column.type().equals("BLOB")
                ? "NULL, NULL"
                : "CAST(min(v) AS VARCHAR), CAST(max(v) AS VARCHAR)";
        String sql = "SELECT count(*), count(*) FILTER (n = 1), " + extremes + " FROM grouped";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new GroupedColumn(
                    connection,
                    column,
                    source,
                    row.getLong(1),
                    row.getLong(2),
                    Optional.ofNullable(row.getString(3)).map(GroupedColumn::bounded),
                    Optional.ofNullable(row.getString(4)).map(GroupedColumn::bounded));
        }
    }

    static String bounded(String value) {
        return value.length() > SHOWN ? value.substring(0, value.offsetByCodePoints(0, boundary(value))) + "…" : value;
    }

    /** How many characters to show, without cutting one in two. */
    private static int boundary(String value) {
        return value.codePointCount(0, SHOWN);
    }
}
