package org.opendatagov.orchestrator.expert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters, from least to most. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
