package org.opendatagov.orchestrator.sql;

import java.util.List;

/**
 * What one statement reads and writes.
 *
 * @param number from 1, in the order of the script
 * @param line where it begins, from 1
 * @param kind {@code select, insert, create_table, create_view, merge, update, delete, truncate, drop, alter, rename, copy, …};
 *     {@code unreadable} if it cannot be read
 * @param inputs tables, files and stages that are read, in the order in which they are named
 * @param outputs those that are written, changed or dropped
 * @param indirect columns that decide on rows: filters, joins, groups, orders
 * @param unresolved columns of which the table cannot be told
 * @param temporary outputs that do not outlive the session
 */
public record StatementLineage(
        int number,
        int line,
        String kind,
        List<String> inputs,
        List<String> outputs,
        List<ColumnLineage> columns,
        List<ColumnLineage.Source> indirect,
        List<Unresolved> unresolved,
        List<String> temporary) {
    /** The kind of a statement that cannot be read. */
    public static final String UNREADABLE = "unreadable";

    public StatementLineage {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        columns = List.copyOf(columns);
        indirect = List.copyOf(indirect);
        unresolved = List.copyOf(unresolved);
        temporary = List.copyOf(temporary);
    }

    /**
     * A column that more than one table may have, or none that is known.
     *
     * @param candidates tables that may have it
     */
    public record Unresolved(String column, List<String> candidates, int line, int position) {
        public Unresolved {
            candidates = List.copyOf(candidates);
        }
    }
}
