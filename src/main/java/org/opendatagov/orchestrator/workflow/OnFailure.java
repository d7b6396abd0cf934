package org.opendatagov.orchestrator.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a task's failure means for its run. */
public enum OnFailure {
    /** The run fails: nothing new starts, what runs may end. */
    FAIL,
    /** What depends on the task is skipped; the rest goes on, and the run ends partial. */
    SKIP_DEPENDENTS,
    /** What depends on the task runs all the same; the run ends partial. */
    CONTINUE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OnFailure> of(String text) {
        return Arrays.stream(values())
                .filter(value -> value.text().equals(text))
                .findFirst();
    }
}
