package org.opendatagov.orchestrator.engine;

import java.util.Arrays;
import java.util.Locale;

/** What a journal entry tells. */
public enum EntryKind {
    /** An attempt of a task began. */
    ATTEMPT,
    /** An attempt failed and another follows. */
    RETRY,
    /** A task's outcome: recorded once. */
    OUTCOME,
    /** The run ended. */
    RUN_ENDED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EntryKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown journal entry kind " + text));
    }
}
