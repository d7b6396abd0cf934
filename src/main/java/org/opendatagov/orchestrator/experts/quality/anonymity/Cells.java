package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.List;
import java.util.stream.IntStream;
import org.opendatagov.orchestrator.dataset.Sql;

/** SQL over the cells of a sensitive column: how many records have a value within a class. Quasi-identifiers are called q0, q1, …, the value v. */
final class Cells {
    private Cells() {}

    static List<String> identifiers(List<String> columns) {
        return columns.stream().map(Sql::identifier).toList();
    }

    /** {@code cells(q0, …, v, n)}. */
    static String of(List<String> quasiIdentifiers, String sensitive) {
        StringBuilder select = new StringBuilder("cells AS MATERIALIZED (SELECT ");
        for (int index = 0; index < quasiIdentifiers.size(); index++) {
            select.append(Sql.identifier(quasiIdentifiers.get(index)))
                    .append(" AS q")
                    .append(index)
                    .append(", ");
        }
        return select.append(Sql.identifier(sensitive))
                .append(" AS v, count(*) AS n FROM dataset GROUP BY ALL)")
                .toString();
    }

    /** The names that the quasi-identifiers have in cells. */
    static List<String> keys(List<String> quasiIdentifiers) {
        return IntStream.range(0, quasiIdentifiers.size())
                .mapToObj(index -> "q" + index)
                .toList();
    }

    static String groupBy(List<String> keys) {
        return keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    }

    static String partitionBy(List<String> keys) {
        return keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys);
    }
}
