package org.opendatagov.orchestrator.sql;

import java.util.List;

/** What a script does, one after the other. */
sealed interface Statement {
    record Ask(Query query) implements Statement {}

    /**
     * Rows of a query go into a table: INSERT, CREATE TABLE AS, CREATE VIEW.
     *
     * @param columns that are named; none: by position in the table, else by the query's names
     */
    record Write(
            String kind,
            TableName target,
            List<Identifier> columns,
            Query query,
            boolean byName,
            boolean temporary,
            List<Set> updates)
            implements Statement {}

    /** A table with these columns comes to be. */
    record Define(String kind, TableName table, List<Identifier> columns, boolean temporary) implements Statement {}

    /** One table becomes as another one is. {@code content}: its rows too; {@code moved}: the other is gone. */
    record Copy(String kind, TableName from, TableName to, boolean content, boolean moved, boolean temporary)
            implements Statement {}

    record Swap(TableName one, TableName other) implements Statement {}

    /** Columns of a table get values; what is read beside it decides on them. UPDATE and MERGE. */
    record Change(
            String kind,
            List<Query.Named> named,
            From.Table target,
            List<From> from,
            List<Expression> conditions,
            List<Branch> branches)
            implements Statement {}

    /** A part of {@link Change}: columns and their values, or all columns by name from the one source. */
    record Branch(List<Set> sets, List<Expression> conditions, boolean allByName) {}

    record Set(List<Identifier> column, Expression value) {}

    /** DELETE. */
    record Remove(List<Query.Named> named, From.Table target, List<From> from, List<Expression> conditions)
            implements Statement {}

    /** Tables or places that are read and written without a query. */
    record Move(String kind, List<String> inputs, List<String> outputs, List<TableName> dropped) implements Statement {}

    record Several(String kind, List<Statement> statements) implements Statement {}

    /** Reads and writes no table. */
    record Nothing(String kind) implements Statement {}
}
