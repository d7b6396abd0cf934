package org.opendatagov.orchestrator.engine;

import java.util.Locale;

/** What a run can be told. */
public enum CommandKind {
    CANCEL,
    PAUSE,
    RESUME,
    /** Go on from a task, of a run that has ended. */
    RETRY,
    /** An approval or a rejection. */
    DECIDE,
    /** A sub-workflow's run ended. */
    CHILD_ENDED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a run in this state can be told so. */
    public boolean fits(RunState state) {
        return (this == RETRY) == state.ended();
    }
}
