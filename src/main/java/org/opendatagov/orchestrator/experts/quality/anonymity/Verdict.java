package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.Locale;

/** Whether data is as anonymous as it is said to be. */
enum Verdict {
    REFUTED,
    /** The data could not be read, holds no record, or no column is known by which persons could be told apart. */
    UNDETERMINED,
    VERIFIED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
