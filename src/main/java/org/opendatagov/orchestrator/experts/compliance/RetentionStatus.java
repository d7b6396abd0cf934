package org.opendatagov.orchestrator.experts.compliance;

import java.util.Locale;

/** How a dataset keeps its period, the worst first. */
enum RetentionStatus {
    VIOLATED,
    /** Nobody declared a period. */
    UNDECLARED,
    /** A period is declared, and no date or no data to hold it against. */
    UNDETERMINED,
    COMPLIANT;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
