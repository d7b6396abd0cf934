package org.opendatagov.orchestrator.judgement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.model.ToolSpec;

/**
 * What a tool's route says of itself.
 *
 * @param parameters declared ones, by name; nothing else of what a model gives reaches the route
 */
record Tool(String name, Map<String, Parameter> parameters, List<String> required) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String TYPES = "string|integer|number|boolean|value|strings|values";
    private static final Pattern DECLARED = Pattern.compile("(" + TYPES + ")\\s*:\\s*(\\S.*)");
    private static final String PREFIX = "parameter.";

    /** @param type {@code value}: a text, a number or a flag; {@code strings, values}: lists of such */
    record Parameter(String type, String description) {
        private static final List<String> SCALARS = List.of("string", "number", "boolean");

        Map<String, Object> schema() {
            return switch (type) {
                case "value" -> Map.of("type", SCALARS, "description", description);
                case "strings" -> list(Map.of("type", "string"));
                case "values" -> list(Map.of("type", SCALARS));
                default -> Map.of("type", type, "description", description);
            };
        }

        private Map<String, Object> list(Map<String, Object> items) {
            return Map.of("type", "array", "items", items, "description", description);
        }
    }

    Tool {
        parameters = Map.copyOf(new TreeMap<>(parameters));
        required = List.copyOf(required);
    }

    /**
     * Takes from an endpoint's parameters what declares the tool.
     *
     * @throws IllegalArgumentException what is wrong
     */
    static Tool declared(String name, Map<String, Object> endpoint, String required) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a tool's name must match " + NAME + ", '" + name + "' does not");
        }
        Map<String, Parameter> parameters = new TreeMap<>();
        for (String key : List.copyOf(endpoint.keySet())) {
            if (key.startsWith(PREFIX)) {
                parameters.put(key.substring(PREFIX.length()), parameter(key, String.valueOf(endpoint.remove(key))));
            }
        }
        List<String> needed =
                required.isBlank() ? List.of() : List.of(required.strip().split("\\s*,\\s*", -1));
        needed.stream().filter(one -> !parameters.containsKey(one)).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException("tool " + name + " requires '" + one + "', which it does not declare");
        });
        return new Tool(name, parameters, needed);
    }

    private static Parameter parameter(String key, String declared) {
        Matcher matcher = DECLARED.matcher(declared);
        if (!matcher.matches() || !NAME.matcher(key.substring(PREFIX.length())).matches()) {
            throw new IllegalArgumentException(key + " must be '" + TYPES + ": what it is'");
        }
        return new Parameter(matcher.group(1), matcher.group(2));
    }

    ToolSpec spec(String description) {
        return new ToolSpec(name, description, schema());
    }

    /** JSON schema of what a model may give. */
    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        new TreeMap<>(parameters).forEach((key, parameter) -> properties.put(key, parameter.schema()));
        return Map.of("type", "object", "properties", properties, "required", required);
    }
}
