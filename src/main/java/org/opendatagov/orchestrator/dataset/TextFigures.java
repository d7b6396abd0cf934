package org.opendatagov.orchestrator.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.privacy.Masking;

/** Lengths and the shape of a text column. */
final class TextFigures {
    /** Share of all values that must have a shape before it is the column's. */
    private static final double SHARED = 0.9;
    /** Longer values are prose, whose shape tells nothing. */
    private static final int LONGEST = 40;

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

    private static final Map<Integer, String> SHAPES =
            Map.of((int) '9', "[0-9]", (int) 'X', "[A-Z]", (int) 'x', "[a-z]");

    private final GroupedColumn grouped;

    TextFigures(GroupedColumn grouped) {
        this.grouped = grouped;
    }

    TextStatistics statistics(Aggregates aggregates) throws SQLException {
        List<Double> figures = aggregates.figures();
        return new TextStatistics(
                figures.get(0).intValue(),
                figures.get(1).intValue(),
                Figures.six(figures.get(2)),
                figures.get(3).longValue(),
                pattern((long) Math.ceil(aggregates.present() * SHARED)));
    }

    /** Values of one shape have one length: most columns end at the lengths, which are counted fast. */
    private String pattern(long enough) throws SQLException {
        String length = most("length(v)", "true", enough);
        if (length.isEmpty() || Integer.parseInt(length) > LONGEST) {
            return "";
        }
        String shape = "translate(v, " + Sql.literal("0123456789" + UPPER + LOWER) + ", "
                + Sql.literal("9".repeat(10) + "X".repeat(26) + "x".repeat(26)) + ")";
        String guess = most(shape, "v = (SELECT any_value(v) FROM grouped WHERE length(v) = " + length + ")", 0);
        String found = matching(guess) >= enough ? guess : most(shape, "length(v) = " + length, enough);
        return found.isEmpty() ? "" : Masking.shape(found);
    }

    /** How many values have a shape: one expression is matched much faster than all values are translated. */
    private long matching(String shape) throws SQLException {
        StringBuilder expression = new StringBuilder();
        shape.codePoints().forEach(point -> expression.append(SHAPES.getOrDefault(point, quoted(point))));
        String sql = "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM grouped WHERE regexp_full_match(v, ?)";
        try (var statement = grouped.connection().prepareStatement(sql)) {
            statement.setString(1, expression.toString());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String quoted(int point) {
        return "\\x{" + Integer.toHexString(point) + "}";
    }

    /** The most frequent result of an expression where it is frequent enough, else empty. */
    private String most(String expression, String where, long enough) throws SQLException {
        String sql = "SELECT CAST(p AS VARCHAR) FROM (SELECT " + expression + " AS p, sum(n) AS c FROM grouped WHERE "
                + where + " GROUP BY 1 ORDER BY c DESC, p LIMIT 1) WHERE c >= " + enough;
        try (var statement = grouped.connection().prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
