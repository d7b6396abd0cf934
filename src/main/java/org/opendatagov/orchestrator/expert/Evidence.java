package org.opendatagov.orchestrator.expert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was computed from the data.
 *
 * @param id unique within a report, stable between equal runs, for instance {@code nulls.email}
 * @param kind what was measured, in snake_case
 * @param description one sentence for people
 * @param figures the measured values: numbers, booleans, words; never raw personal values
 */
public record Evidence(String id, String kind, Subject subject, String description, Map<String, Object> figures) {
    public Evidence {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
