package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Item;

/** What stands behind FROM. */
sealed interface From {
    record Table(TableName name, Alias alias, int offset) implements From {}

    /** A file or stage that is read like a table. */
    record Location(String location, Alias alias) implements From {}

    record Derived(Query query, Alias alias) implements From {}

    /**
     * Rows that a function makes of its arguments.
     *
     * @param columns names that the function itself gives
     */
    record Rows(List<Expression> arguments, List<String> columns, Alias alias) implements From {}

    /**
     * @param right of a semi or anti join is not seen by the select list
     * @param natural columns of the same name are joined
     */
    record Join(
            From left, From right, JoinKind kind, List<Expression> conditions, List<Identifier> using, boolean natural)
            implements From {}

    /** @param values how the new columns are called, as far as that is not said by a literal */
    record Pivot(
            From source, List<Item> aggregates, List<Expression> keys, List<Optional<Identifier>> values, Alias alias)
            implements From {}

    record Unpivot(From source, List<Identifier> values, List<Identifier> keys, List<Identifier> columns, Alias alias)
            implements From {}

    /** Rows that are matched by a pattern. */
    record Matched(From source, List<Item> measures, List<Expression> conditions, boolean allRows, Alias alias)
            implements From {}

    /** A name for what stands before it, and for its columns. */
    record Alias(Optional<Identifier> name, List<Identifier> columns) {
        static final Alias NONE = new Alias(Optional.empty(), List.of());

        boolean absent() {
            return name.isEmpty() && columns.isEmpty();
        }
    }

    enum JoinKind {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        /** Semi and anti. */
        ONLY_LEFT,
        /** Semi and anti, the other way round. */
        ONLY_RIGHT
    }
}
