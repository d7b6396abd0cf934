package org.opendatagov.orchestrator.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A wish to run a workflow.
 *
 * @param idempotencyKey the same key with the same workflow and inputs is the same run
 */
public record RunRequest(String workflow, Map<String, Object> inputs, Optional<String> idempotencyKey) {
    public RunRequest {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }
}
