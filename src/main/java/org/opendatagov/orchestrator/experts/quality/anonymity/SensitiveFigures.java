package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Figures;

/**
 * What the classes give away of a sensitive column.
 *
 * @param distinct different values in the class that has fewest (distinct l-diversity; Machanavajjhala et al. 2007)
 * @param entropy e to the entropy of the class where it is least: that many values, were they equally frequent (entropy l-diversity)
 * @param closeness greatest distance of a class's distribution to that of all records, 0..1 (t-closeness; Li et al. 2007)
 * @param distance the ground distance between values
 */
record SensitiveFigures(String column, long distinct, double entropy, double closeness, Distance distance) {
    static SensitiveFigures of(Connection connection, List<String> quasiIdentifiers, ColumnProfile column)
            throws SQLException {
        Distance distance = Distance.of(column);
        String cells = Cells.of(quasiIdentifiers, column.name());
        List<String> keys = Cells.keys(quasiIdentifiers);
        String diversity = "WITH " + cells + " SELECT coalesce(min(l), 0), coalesce(min(e), 0) FROM ("
                + "SELECT count(*) AS l, exp(ln(sum(n)) - sum(n * ln(n)) / sum(n)) AS e FROM cells"
                + Cells.groupBy(keys) + ") WHERE l > 0";
        try (var statement = connection.prepareStatement(diversity);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new SensitiveFigures(
                    column.name(),
                    row.getLong(1),
                    Figures.six(row.getDouble(2)),
                    Figures.six(Math.clamp(distance.greatest(connection, cells, keys), 0, 1)),
                    distance);
        }
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("column", column);
        described.put("l_diversity", distinct);
        described.put("entropy_l_diversity", entropy);
        described.put("t_closeness", closeness);
        described.put("distance", distance.text());
        return described;
    }
}
