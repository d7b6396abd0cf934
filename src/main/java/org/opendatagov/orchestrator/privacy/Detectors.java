package org.opendatagov.orchestrator.privacy;

/** Starts scans of columns. Thread-safe. */
public interface Detectors {
    /**
     * A scan of one column.
     *
     * @param column the column's label (nested: dotted path)
     * @param physicalType DuckDB's type name, for instance {@code VARCHAR}, {@code BIGINT}, {@code DATE}
     */
    ColumnScan scan(String column, String physicalType);
}
