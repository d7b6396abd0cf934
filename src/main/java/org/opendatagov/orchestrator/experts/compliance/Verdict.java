package org.opendatagov.orchestrator.experts.compliance;

import java.util.Locale;

/** What can be said of a rule, from worst to best. */
enum Verdict {
    VIOLATED,
    NEEDS_EVIDENCE,
    SATISFIED,
    NOT_APPLICABLE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
