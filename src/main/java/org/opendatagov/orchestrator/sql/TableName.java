package org.opendatagov.orchestrator.sql;

import java.util.List;

/** A table's name, folded, its parts from the outermost on: catalogue, schema, table. */
record TableName(List<String> parts) {
    static TableName of(List<Identifier> parts, Dialect dialect) {
        return new TableName(parts.stream().map(dialect::foldTable).toList());
    }

    String text() {
        return String.join(".", parts);
    }

    String last() {
        return parts.getLast();
    }
}
