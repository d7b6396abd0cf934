package org.opendatagov.orchestrator.openlineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as an event tells of it.
 *
 * @param state {@code START, RUNNING, COMPLETE, FAIL, ABORT, OTHER}; where the event tells none, {@code OTHER}
 */
public record EventRun(UUID id, String state, Map<String, Object> facets) {
    public EventRun {
        facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
    }

    /** The run that started this one, by its parent facet. */
    public Optional<UUID> parent() {
        return Json.at(facets, "parent", "run", "runId").flatMap(Json::uuid);
    }
}
