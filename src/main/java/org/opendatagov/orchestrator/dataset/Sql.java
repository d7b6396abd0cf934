package org.opendatagov.orchestrator.dataset;

/** Writes names and values into DuckDB SQL, always quoted. */
public final class Sql {
    private Sql() {}

    /** An identifier: {@code my "column"} becomes {@code "my ""column"""}. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text literal: {@code it's} becomes {@code 'it''s'}. */
    public static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
