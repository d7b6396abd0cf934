package org.opendatagov.orchestrator.model;

import java.util.Map;

/**
 * Something that a model may have looked up.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param parameters JSON schema of an object whose properties are texts, numbers, booleans or lists of texts
 */
public record ToolSpec(String name, String description, Map<String, Object> parameters) {
    public ToolSpec {
        parameters = Map.copyOf(parameters);
    }
}
