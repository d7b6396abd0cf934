package org.opendatagov.orchestrator.expert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who concluded a finding: a rule that can be checked, or a language model. */
public enum FindingSource {
    RULE,
    MODEL;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
