package org.opendatagov.orchestrator.privacy;

/** Looks at every value of one column, then decides. Not thread-safe; one scan per column and pass. */
public interface ColumnScan {
    /** Takes one non-null value, as text, that occurs so many times. */
    void accept(String value, long occurrences);

    ColumnVerdict verdict();
}
