package org.opendatagov.orchestrator.trigger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of a schedule's times that passed while no replica ran. */
public enum MissedRuns {
    /** Nothing: it goes on with the next time. */
    SKIP,
    /** One run for all of them. */
    ONCE,
    /** A run for each, oldest first. */
    ALL;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MissedRuns> of(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst();
    }

    /** For messages. */
    public static String names() {
        return Arrays.stream(values()).map(MissedRuns::text).collect(Collectors.joining(", "));
    }
}
