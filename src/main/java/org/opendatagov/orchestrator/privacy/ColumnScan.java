package org.opendatagov.orchestrator.privacy;

/** Looks at every value of one column, then decides. Not thread-safe; one scan per column and pass. */
public interface ColumnScan {
    /** Takes one non-null value, as text, that occurs so many times; each different value comes once, in any order. */
    void accept(String value, long occurrences);

    /** Takes so many values that no detector concerns: fractions, true and false. */
    default void others(long occurrences) {
        // A scan that needs no shares has nothing to count.
    }

    ColumnVerdict verdict();

    /** Whether values may be personal though no class was found: the label says so, or there are too few of them for proof. */
    default boolean doubtful() {
        return false;
    }
}
