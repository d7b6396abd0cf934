package org.opendatagov.orchestrator.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a journal entry tells; the journal is the event log, so these are also the names of events. */
public enum EntryKind {
    /** The run was recorded: the first entry. */
    RUN_ACCEPTED,
    /** An attempt of a task began. */
    ATTEMPT,
    /** An attempt failed and another follows; the payload says when. */
    RETRY,
    /** An attempt waits within the service; the payload says for what: a free instance, a breaker, a rate, a budget. */
    HELD,
    /** What a task spent took a budget over one of its thresholds. */
    BUDGET_ALERT,
    /** A language model had something looked up. */
    TOOL_CALL,
    /** What was held goes on. */
    GOES_ON,
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
    RUN_ENDED,
    /** What a later version noted: replay passes over it, and so must not depend on a kind that the version before does not know. */
    UNKNOWN;

    private static final Map<String, EntryKind> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EntryKind::text, kind -> kind));

    private final String text = name().toLowerCase(Locale.ROOT);

    public String text() {
        return text;
    }

    /** While replicas of two versions run side by side, the older one meets what the newer one notes. */
    public static EntryKind of(String text) {
        return BY_TEXT.getOrDefault(text, UNKNOWN);
    }
}
