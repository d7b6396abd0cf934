package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.privacy.ColumnScan;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;
import org.opendatagov.orchestrator.privacy.Detectors;
import org.opendatagov.orchestrator.privacy.Masking;

/** Profiles one column: groups its values in a temporary table, shows each to the detectors, and keeps figures that may be kept. */
final class ColumnProfiler {
    private static final int TOP = 10;
    private static final int BINS = 10;
    /** Dates are personal by their label alone; some of them show that they are dates. */
    private static final int SOME = 1000;

    private final Connection connection;
    private final ColumnSource column;
    private final Aggregates aggregates;
    private final long rows;
    private final Detectors detectors;

    ColumnProfiler(Connection connection, ColumnSource column, Aggregates aggregates, long rows, Detectors detectors) {
        this.connection = connection;
        this.column = column;
        this.aggregates = aggregates;
        this.rows = rows;
        this.detectors = detectors;
    }

    ColumnProfile profile() throws SQLException {
        execute("CREATE OR REPLACE TEMP TABLE grouped AS SELECT " + column.grouped()
                + " AS v, CAST(count(*) AS BIGINT) AS n FROM dataset WHERE " + column.identifier()
                + " IS NOT NULL GROUP BY 1");
        ColumnVerdict verdict = scan();
        long[] counts = distinctAndSingletons();
        LogicalType logical = LogicalType.of(connection, column, aggregates.present(), counts[0], verdict);
        boolean open = !verdict.personal();
        return new ColumnProfile(
                column.name(),
                column.position(),
                column.type(),
                logical.name(),
                logical.format(),
                Figures.six(logical.share()),
                column.nullable(),
                rows - aggregates.present(),
                counts[0],
                false,
                Optional.of(counts[1]),
                open ? extreme("min") : Optional.empty(),
                open ? extreme("max") : Optional.empty(),
                open && column.number() && aggregates.present() > 0 ? Optional.of(numbers()) : Optional.empty(),
                column.text() && aggregates.present() > 0 ? Optional.of(text()) : Optional.empty(),
                top(open),
                verdict);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private ColumnVerdict scan() throws SQLException {
        ColumnScan scan = detectors.scan(column.name(), column.type());
        @Nullable String source = scanned();
        if (source != null) {
            try (var statement = connection.prepareStatement(source);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    scan.accept(row.getString(1), row.getLong(2));
                }
            }
        }
        return scan.verdict();
    }

    private @Nullable String scanned() throws SQLException {
        if (column.temporal()) {
            return "SELECT CAST(v AS VARCHAR), n FROM grouped ORDER BY v LIMIT " + SOME;
        }
        if (column.floating() || (column.type().startsWith("DECIMAL") && !column.nested())) {
            return integral() ? "SELECT CAST(CAST(v AS HUGEINT) AS VARCHAR), n FROM grouped" : null;
        }
        return column.type().equals("BOOLEAN") ? null : "SELECT CAST(v AS VARCHAR), n FROM grouped";
    }

    /** Whether all values are whole numbers: identifiers may be kept as floating ones. */
    private boolean integral() throws SQLException {
        String whole = column.floating() ? "NOT isfinite(v) OR v <> trunc(v) OR abs(v) > 1e18" : "v <> trunc(v)";
        return single("SELECT count(*) FROM grouped WHERE " + whole) == 0;
    }

    private long single(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private long[] distinctAndSingletons() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count(*), count(*) FILTER (n = 1) FROM grouped");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }

    private Optional<String> extreme(String function) throws SQLException {
        if (column.nested() || column.type().equals("BLOB")) {
            return Optional.empty();
        }
        try (var statement = connection.prepareStatement("SELECT CAST(" + function + "(v) AS VARCHAR) FROM grouped");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getString(1)).map(ColumnProfiler::bounded);
        }
    }

    private static String bounded(String value) {
        return value.length() > 200 ? value.substring(0, 200) + "…" : value;
    }

    private List<TopValue> top(boolean open) throws SQLException {
        if (column.nested()) {
            return List.of();
        }
        Map<String, Long> masked = new TreeMap<>();
        List<TopValue> values = new ArrayList<>();
        try (var statement = connection.prepareStatement(
                        "SELECT CAST(v AS VARCHAR), n FROM grouped ORDER BY n DESC, v LIMIT " + TOP);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (open) {
                    values.add(new TopValue(bounded(row.getString(1)), row.getLong(2)));
                } else {
                    masked.merge(Masking.shape(row.getString(1)), row.getLong(2), Long::sum);
                }
            }
        }
        masked.forEach((shape, count) -> values.add(new TopValue(shape, count)));
        return values;
    }

    private NumberStatistics numbers() throws SQLException {
        List<Double> figures = aggregates.figures();
        return new NumberStatistics(
                Figures.six(figures.get(0)),
                Figures.six(figures.get(1)),
                Figures.six(figures.get(2)),
                Figures.six(figures.get(3)),
                Figures.six(figures.get(4)),
                figures.get(5).longValue(),
                figures.get(6).longValue(),
                quartiles(),
                histogram(figures.get(0), figures.get(1)));
    }

    /** The smallest values below which a quarter, a half, three quarters of all lie. */
    private List<Double> quartiles() throws SQLException {
        String finite = column.floating() ? "WHERE isfinite(v)" : "";
        String sql =
                "WITH ordered AS (SELECT CAST(v AS DOUBLE) AS x, sum(n) OVER (ORDER BY v) AS below, sum(n) OVER () AS total"
                        + " FROM grouped " + finite + ")"
                        + " SELECT min(x) FILTER (below >= 0.25 * total), min(x) FILTER (below >= 0.5 * total),"
                        + " min(x) FILTER (below >= 0.75 * total) FROM ordered";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return List.of(Figures.six(row.getDouble(1)), Figures.six(row.getDouble(2)), Figures.six(row.getDouble(3)));
        }
    }

    private List<HistogramBin> histogram(double minimum, double maximum) throws SQLException {
        if (!(maximum > minimum)) {
            return List.of();
        }
        double width = (maximum - minimum) / BINS;
        long[] counts = new long[BINS];
        String finite = column.floating() ? " WHERE isfinite(v)" : "";
        String sql = "SELECT CAST(least(" + (BINS - 1)
                + ", greatest(0, floor((CAST(v AS DOUBLE) - ?) / ?))) AS INTEGER), CAST(sum(n) AS BIGINT)"
                + " FROM grouped" + finite + " GROUP BY 1";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setDouble(1, minimum);
            statement.setDouble(2, width);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts[row.getInt(1)] = row.getLong(2);
                }
            }
        }
        List<HistogramBin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new HistogramBin(
                    Figures.six(minimum + bin * width), Figures.six(minimum + (bin + 1) * width), counts[bin]));
        }
        return bins;
    }

    private TextStatistics text() throws SQLException {
        List<Double> figures = aggregates.figures();
        return new TextStatistics(
                figures.get(0).intValue(),
                figures.get(1).intValue(),
                Figures.six(figures.get(2)),
                figures.get(3).longValue(),
                pattern());
    }

    /** The shape that at least nine of ten values share. */
    private String pattern() throws SQLException {
        String shape =
                "regexp_replace(regexp_replace(regexp_replace(v, '[0-9]', '9', 'g'), '[A-Z]', 'X', 'g'), '[a-z]', 'x', 'g')";
        String sql = "SELECT p FROM (SELECT " + shape
                + " AS p, sum(n) AS c FROM grouped WHERE length(v) <= 40 GROUP BY 1 ORDER BY c DESC, p LIMIT 1) WHERE c >= "
                + Math.ceil(aggregates.present() * 0.9);
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Masking.shape(row.getString(1)) : "";
        }
    }
}
