package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.opendatagov.orchestrator.dataset.Figures;

/**
 * The groups of records that their quasi-identifiers do not tell apart; a missing value is a value.
 *
 * @param smallest records of the smallest class, 0 where there are no records: the k of k-anonymity (Sweeney 2002)
 * @param unique records that are alone in their class
 */
record EquivalenceClasses(long rows, long classes, long smallest, long unique) {
    static EquivalenceClasses of(Connection connection, List<String> quasiIdentifiers) throws SQLException {
        String sql = "SELECT count(*), coalesce(min(n), 0), count(*) FILTER (n = 1), coalesce(sum(n), 0) FROM ("
                + "SELECT count(*) AS n FROM dataset" + Cells.groupBy(Cells.identifiers(quasiIdentifiers))
                + ") WHERE n > 0";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new EquivalenceClasses(row.getLong(4), row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /** Share of records that are alone in their class, 0..1. */
    double uniqueness() {
        return rows == 0 ? 0 : Figures.six((double) unique / rows);
    }

    /** The prosecutor's success rate over all records: each is found with 1 by the size of its class (El Emam 2013, chapter 16). */
    double averageRisk() {
        return rows == 0 ? 0 : Figures.six((double) classes / rows);
    }

    /** The risk of the record that is easiest to find. */
    double highestRisk() {
        return rows == 0 ? 0 : Figures.six(1.0 / smallest);
    }
}
