package org.opendatagov.orchestrator.expert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an instance takes a task now: it has room, it has none, or it gets none for it is sick or gone. */
public enum InstanceStatus {
    AVAILABLE,
    BUSY,
    OFFLINE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
