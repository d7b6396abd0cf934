package org.opendatagov.orchestrator.experts.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/** Pearson's correlation of numbers that are not personal, over all rows in one pass. */
final class Correlations {
    /** ydata-profiling's default for {@code correlations.*.threshold}. */
    private static final double HIGH = 0.5;

    private static final int COLUMNS = 12;
    /** Products of greater numbers leave the range of doubles. */
    private static final String MODERATE = "1e90";

    private Correlations() {}

    private record Pair(ColumnProfile one, ColumnProfile other) {}

    static List<Alert> find(Connection connection, DatasetProfile profile) throws SQLException {
        List<Pair> pairs = pairs(profile);
        List<Alert> alerts = new ArrayList<>();
        if (pairs.isEmpty()) {
            return alerts;
        }
        String sql = "SELECT "
                + String.join(
                        ", ", pairs.stream().map(Correlations::correlation).toList()) + " FROM dataset";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (int index = 0; index < pairs.size(); index++) {
                double correlation = row.getDouble(index + 1);
                if (Double.isFinite(correlation) && Math.abs(correlation) >= HIGH) {
                    alerts.add(alert(pairs.get(index), correlation));
                }
            }
        }
        return alerts;
    }

    private static List<Pair> pairs(DatasetProfile profile) {
        List<ColumnProfile> columns = profile.columns().stream()
                .filter(column -> column.numbers().isPresent() && column.distinct() > 2 && !counter(column, profile))
                .limit(COLUMNS)
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int one = 0; one < columns.size(); one++) {
            for (int other = one + 1; other < columns.size(); other++) {
                pairs.add(new Pair(columns.get(one), columns.get(other)));
            }
        }
        return pairs;
    }

    /** A different whole number in every row numbers the rows, and grows with whatever else does. */
    private static boolean counter(ColumnProfile column, DatasetProfile profile) {
        return column.logicalType().equals("integer") && column.distinct() == profile.rows();
    }

    private static String correlation(Pair pair) {
        return "corr(" + moderate(pair.one()) + ", " + moderate(pair.other()) + ")";
    }

    private static String moderate(ColumnProfile column) {
        String number = "CAST(" + Sql.identifier(column.name()) + " AS DOUBLE)";
        boolean floating = List.of("FLOAT", "DOUBLE").contains(column.physicalType());
        return floating ? "CASE WHEN abs(" + number + ") < " + MODERATE + " THEN " + number + " END" : number;
    }

    private static Alert alert(Pair pair, double correlation) {
        return new Alert(
                "high_correlation",
                List.of(pair.one().name(), pair.other().name()),
                "Pearson's correlation is %.3f".formatted(correlation),
                "at least 0.5 either way",
                "ydata-profiling HIGH_CORRELATION",
                Optional.empty(),
                "");
    }
}
