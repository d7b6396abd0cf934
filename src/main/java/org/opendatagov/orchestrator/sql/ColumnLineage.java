package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Set;

/**
 * Where a column's value comes from.
 *
 * @param target {@code table.column}; of a query that writes nowhere the column alone. {@code *}: all that are not named
 */
public record ColumnLineage(String target, List<Source> sources) {
    public ColumnLineage {
        sources = List.copyOf(sources);
    }

    /** @param column {@code table.column}, or the column alone where the table cannot be told */
    public record Source(String column, Set<Use> uses) {
        public Source {
            uses = Set.copyOf(uses);
        }
    }
}
