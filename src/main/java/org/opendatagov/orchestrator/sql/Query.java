package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Item;

/** What gives rows. */
sealed interface Query {
    /**
     * @param distinct equal rows are one: all columns decide on rows
     * @param conditions where, having, qualify, connect by
     * @param into where {@code SELECT … INTO} writes
     */
    record Select(
            List<Item> items,
            boolean distinct,
            List<From> from,
            List<Expression> conditions,
            List<Expression> grouping,
            List<Expression> sorting,
            Map<Identifier, Expression> windows,
            Optional<Into> into)
            implements Query {}

    record Into(TableName table, boolean temporary) {}

    /**
     * Rows of several queries, by position or by name.
     *
     * @param common only rows that all branches have: their columns decide on rows
     * @param removed queries whose rows are taken away: they decide on rows and give none
     */
    record Combined(List<Query> branches, List<Query> removed, boolean byName, boolean common) implements Query {}

    record Sorted(Query query, List<Expression> sorting) implements Query {}

    record Values(List<List<Expression>> rows) implements Query {}

    /** @param named in the order in which they may see each other */
    record With(List<Named> named, boolean recursive, Query body) implements Query {}

    /** A statement that changes a table and gives the rows that it changed. */
    record Changing(Statement statement, TableName table, List<Item> returning) implements Query {}

    record Named(Identifier name, List<Identifier> columns, Query query) {}
}
