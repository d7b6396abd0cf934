package org.opendatagov.orchestrator.sql;

/**
 * How a column is used, by the names of OpenLineage's column lineage: direct ones give the value, indirect ones decide on it
 * or on the rows.
 */
public enum Use {
    IDENTITY(true),
    TRANSFORMATION(true),
    AGGREGATION(true),
    CONDITIONAL(false),
    WINDOW(false),
    FILTER(false),
    JOIN(false),
    GROUP_BY(false),
    SORT(false);

    private final boolean direct;

    Use(boolean direct) {
        this.direct = direct;
    }

    public boolean direct() {
        return direct;
    }

    /** What becomes of this use inside an expression that uses its result in turn. */
    Use within(Use outer) {
        if (!direct) {
            return this;
        }
        return outer.direct && outer.compareTo(this) < 0 ? this : outer;
    }
}
