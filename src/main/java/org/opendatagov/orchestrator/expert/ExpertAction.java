package org.opendatagov.orchestrator.expert;

import java.util.Map;
import java.util.Objects;

/**
 * Something an expert can do.
 *
 * @param name snake_case, unique among all experts
 * @param capability the capability that owns it, for instance {@code schema_analysis}
 * @param inputs JSON schema (2020-12) of the inputs, an object schema
 * @param result JSON schema of {@link ExpertReport#result()}
 */
public record ExpertAction(
        String name, String capability, String description, Map<String, Object> inputs, Map<String, Object> result) {
    public ExpertAction {
        Objects.requireNonNull(name, "name");
        inputs = Map.copyOf(inputs);
        result = Map.copyOf(result);
    }
}
