package org.opendatagov.orchestrator.expert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an instance's circuit breaker lets calls through: all, none, or a few to try. */
public enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
