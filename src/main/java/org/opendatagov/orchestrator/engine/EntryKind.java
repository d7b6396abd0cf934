package org.opendatagov.orchestrator.engine;

import java.util.Arrays;
import java.util.Locale;

/** What a journal entry tells; the journal is the event log, so these are also the names of events. */
public enum EntryKind {
    /** The run was recorded: the first entry. */
    RUN_ACCEPTED,
    /** An attempt of a task began. */
    ATTEMPT,
    /** An attempt failed and another follows; the payload says when. */
    RETRY,
    /** A task waits for something outside of the run: an approval, another run. */
    WAITING,
    /** The list that a fan-out, split or loop goes over: recorded before its first item. */
    ITEMS,
    /** A person approved or rejected. */
    DECISION,
    /** A sub-workflow's run ended. */
    CHILD_ENDED,
    /** A task's outcome: recorded once. */
    OUTCOME,
    /** The run was asked to pause. */
    PAUSED,
    /** The run was asked to go on. */
    RESUMED,
    /** The run was asked to end. */
    CANCEL_REQUESTED,
    /** The run goes on from a task; the payload names the tasks whose outcomes do not count any more. */
    RETRIED,
    /** Nothing of the run moves; it waits without a thread. */
    RUN_WAITING,
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
