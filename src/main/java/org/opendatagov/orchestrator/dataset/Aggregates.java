package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What one pass over all columns tells of each: counts, and moments of numbers or lengths of text. */
record Aggregates(long present, List<Double> figures) {
    private static final int AT_ONCE = 25;
    private static final int FIGURES = 7;
    /** Sums of the third power of greater numbers leave the range of doubles, and DuckDB would fail. */
    private static final String MODERATE = "1e90";

    /** @param source the table or view that holds the columns */
    static List<Aggregates> of(Connection connection, List<ColumnSource> columns, String source) throws SQLException {
        List<Aggregates> all = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += AT_ONCE) {
            List<ColumnSource> some = columns.subList(from, Math.min(columns.size(), from + AT_ONCE));
            String sql = "SELECT "
                    + String.join(
                            ", ", some.stream().map(Aggregates::expressions).toList()) + " FROM " + source;
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                for (int index = 0; index < some.size(); index++) {
                    all.add(read(row, index * (FIGURES + 1) + 1));
                }
            }
        }
        return all;
    }

    private static Aggregates read(ResultSet row, int first) throws SQLException {
        List<Double> figures = new ArrayList<>();
        for (int index = 0; index < FIGURES; index++) {
            double figure = row.getDouble(first + 1 + index);
            figures.add(row.wasNull() ? Double.NaN : figure);
        }
        return new Aggregates(row.getLong(first), List.copyOf(figures));
    }

    private static String expressions(ColumnSource column) {
        String id = column.identifier();
        String count = "count(" + id + "), ";
        if (column.number()) {
            String x = column.finite();
            String moderate =
                    column.floating() ? "CASE WHEN abs(" + id + ") < " + MODERATE + " THEN " + id + " END" : x;
            return count + "min(" + x + "), max(" + x + "), avg(" + x + "), stddev_samp(" + moderate + "), skewness("
                    + moderate + "), count(*) FILTER (" + id + " = 0), count(*) FILTER (" + id + " < 0)";
        }
        if (column.text()) {
            String length = "length(" + id + ")";
            return count + "min(" + length + "), max(" + length + "), avg(" + length + "), count(*) FILTER (trim(" + id
                    + ") = ''), NULL, NULL, NULL";
        }
        return count + "NULL, NULL, NULL, NULL, NULL, NULL, NULL";
    }
}
