package org.opendatagov.orchestrator.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A wish to run a workflow, or an ad-hoc definition.
 *
 * @param workflow empty where there is a definition
 * @param labels to find the run by
 * @param priority higher ones are taken first; 0 is usual
 * @param idempotencyKey the same key with the same request is the same run
 * @param requester who asks
 */
public record RunRequest(
        String workflow,
        Optional<Map<String, Object>> definition,
        Map<String, Object> inputs,
        Map<String, String> labels,
        int priority,
        Optional<String> idempotencyKey,
        Requester requester) {
    public RunRequest {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        labels = Map.copyOf(labels);
        definition = definition.map(given -> Collections.unmodifiableMap(new LinkedHashMap<>(given)));
    }

    public RunRequest(
            String workflow,
            Optional<Map<String, Object>> definition,
            Map<String, Object> inputs,
            Map<String, String> labels,
            int priority,
            Optional<String> idempotencyKey) {
        this(workflow, definition, inputs, labels, priority, idempotencyKey, Requester.UNKNOWN);
    }

    public RunRequest(String workflow, Map<String, Object> inputs, Optional<String> idempotencyKey) {
        this(workflow, Optional.empty(), inputs, Map.of(), 0, idempotencyKey);
    }

    /** An ad-hoc definition. */
    public static RunRequest of(Map<String, Object> definition, Map<String, Object> inputs) {
        return new RunRequest("", Optional.of(definition), inputs, Map.of(), 0, Optional.empty());
    }

    /** The same, asked for by somebody. */
    public RunRequest by(Requester who) {
        return new RunRequest(workflow, definition, inputs, labels, priority, idempotencyKey, who);
    }
}
