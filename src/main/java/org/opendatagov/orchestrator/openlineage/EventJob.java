package org.opendatagov.orchestrator.openlineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A job as an event tells of it. */
public record EventJob(String namespace, String name, Map<String, Object> facets) {
    public EventJob {
        facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
    }
}
