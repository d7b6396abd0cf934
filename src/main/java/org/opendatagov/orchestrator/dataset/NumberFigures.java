package org.opendatagov.orchestrator.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Figures of a numeric column whose values may be shown. */
final class NumberFigures {
    private static final int BINS = 10;

    private final GroupedColumn grouped;

    NumberFigures(GroupedColumn grouped) {
        this.grouped = grouped;
    }

    NumberStatistics statistics(Aggregates aggregates) throws SQLException {
        List<Double> figures = aggregates.figures();
        return new NumberStatistics(
                Figures.six(figures.get(0)),
                Figures.six(figures.get(1)),
                Figures.six(figures.get(2)),
                Figures.six(figures.get(3)),
                Figures.six(figures.get(4)),
                figures.get(5).longValue(),
                figures.get(6).longValue(),
                quartiles(aggregates.present()),
                histogram(figures.get(0), figures.get(1)));
    }

    /** The smallest values up to which a quarter, a half, three quarters of all lie. */
    private List<Double> quartiles(long present) throws SQLException {
        boolean few = grouped.distinct() * 8 < present;
        try (var statement = grouped.connection().prepareStatement(few ? overGroups() : overValues());
                ResultSet row = statement.executeQuery()) {
            row.next();
            return List.of(Figures.six(row.getDouble(1)), Figures.six(row.getDouble(2)), Figures.six(row.getDouble(3)));
        }
    }

    private String overGroups() {
        return "WITH ordered AS (SELECT CAST(v AS DOUBLE) AS x, sum(n) OVER (ORDER BY v) AS below, sum(n) OVER () AS total"
                + " FROM grouped" + finite() + ")"
                + " SELECT min(x) FILTER (below >= 0.25 * total), min(x) FILTER (below >= 0.5 * total),"
                + " min(x) FILTER (below >= 0.75 * total) FROM ordered";
    }

    private String overValues() {
        return "SELECT q[1], q[2], q[3] FROM (SELECT quantile_disc("
                + grouped.column().finite() + ", [0.25, 0.5, 0.75]) AS q FROM " + grouped.source() + ")";
    }

    private String finite() {
        return grouped.column().floating() ? " WHERE isfinite(v)" : "";
    }

    private List<HistogramBin> histogram(double minimum, double maximum) throws SQLException {
        double width = (maximum - minimum) / BINS;
        if (!(width > 0) || Double.isInfinite(width)) {
            return List.of();
        }
        long[] counts = counts(minimum, width);
        List<HistogramBin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new HistogramBin(
                    Figures.six(minimum + bin * width), Figures.six(minimum + (bin + 1) * width), counts[bin]));
        }
        return bins;
    }

    private long[] counts(double minimum, double width) throws SQLException {
        long[] counts = new long[BINS];
        String sql = "SELECT CAST(least(" + (BINS - 1)
                + ", greatest(0, floor((CAST(v AS DOUBLE) - ?) / ?))) AS INTEGER), CAST(sum(n) AS BIGINT)"
                + " FROM grouped" + finite() + " GROUP BY 1";
        try (var statement = grouped.connection().prepareStatement(sql)) {
            statement.setDouble(1, minimum);
            statement.setDouble(2, width);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts[row.getInt(1)] = row.getLong(2);
                }
            }
        }
        return counts;
    }
}
