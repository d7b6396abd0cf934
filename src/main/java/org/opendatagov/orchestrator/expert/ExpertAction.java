package org.opendatagov.orchestrator.expert;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

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

    /** Names of the inputs that its schema marks {@code personal}: they are neither recorded nor shown to a model. */
    public Set<String> personalInputs() {
        Set<String> names = new TreeSet<>();
        if (inputs.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, schema) -> {
                if (schema instanceof Map<?, ?> rule && Boolean.TRUE.equals(rule.get("personal"))) {
                    names.add(String.valueOf(name));
                }
            });
        }
        return names;
    }
}
