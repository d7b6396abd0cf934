package org.opendatagov.orchestrator.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a task of a run stands. */
public enum TaskState {
    PENDING,
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
