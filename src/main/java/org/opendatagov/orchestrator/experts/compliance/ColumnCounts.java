package org.opendatagov.orchestrator.experts.compliance;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Sql;

/** Counts in a dataset's rows; only numbers come back. */
final class ColumnCounts {
    private final Datasets datasets;

    ColumnCounts(Datasets datasets) {
        this.datasets = datasets;
    }

    /** The results of aggregates over {@code dataset}, each a whole number, in one pass. */
    List<Long> of(Dataset dataset, List<String> aggregates) {
        if (aggregates.isEmpty()) {
            return List.of();
        }
        String sql = "SELECT " + String.join(", ", aggregates) + " FROM dataset";
        return datasets.query(dataset, connection -> {
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                List<Long> counts = new ArrayList<>();
                for (int index = 1; index <= aggregates.size(); index++) {
                    counts.add(row.getLong(index));
                }
                return counts;
            }
        });
    }

    static String count(String condition) {
        return "count(*) FILTER (" + condition + ")";
    }

    static String text(ColumnProfile column) {
        return "trim(CAST(" + Sql.identifier(column.name()) + " AS VARCHAR))";
    }

    /** The column's value as a time; null where it is none. */
    static String moment(ColumnProfile column) {
        String name = Sql.identifier(column.name());
        return column.logicalFormat().isEmpty()
                ? "TRY_CAST(" + name + " AS TIMESTAMP)"
                : "try_strptime(" + name + ", " + Sql.literal(column.logicalFormat()) + ")";
    }

    static boolean dated(ColumnProfile column) {
        return column.logicalType().equals("date") || column.logicalType().equals("timestamp");
    }
}
