package org.opendatagov.orchestrator.sql;

/**
 * A column of a table.
 *
 * @param table empty where it cannot be told
 * @param column {@code *} for all of a table whose columns are not known
 */
record SourceColumn(String table, String column) {
    String text() {
        return table.isEmpty() ? column : table + "." + column;
    }
}
