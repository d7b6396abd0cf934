package org.opendatagov.orchestrator.expert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes JSON schemas of actions in few words. */
public final class Schemas {
    private Schemas() {}

    public static Map<String, Object> object(Map<String, Object> properties, String... required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.of(required));
        return schema;
    }

    /** The inputs of an action: nothing else is taken. */
    public static Map<String, Object> inputs(Map<String, Object> properties, String... required) {
        Map<String, Object> schema = object(properties, required);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** A schema with a smallest value. */
    public static Map<String, Object> atLeast(Number minimum, Map<String, Object> schema) {
        Map<String, Object> bounded = new LinkedHashMap<>(schema);
        bounded.put("minimum", minimum);
        return bounded;
    }

    /** One of a few words. */
    public static Map<String, Object> oneOf(String... words) {
        return Map.of("type", "string", "enum", List.of(words));
    }

    public static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    public static Map<String, Object> text() {
        return Map.of("type", "string");
    }

    public static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }

    /** A text, a number or a flag. */
    public static Map<String, Object> scalar(String description) {
        return Map.of("type", List.of("string", "number", "boolean"), "description", description);
    }

    /** An input that may hold personal data, such as a text to scan: it reaches the expert and is recorded nowhere. */
    public static Map<String, Object> personal(Map<String, Object> schema) {
        Map<String, Object> marked = new LinkedHashMap<>(schema);
        marked.put("personal", true);
        return marked;
    }

    public static Map<String, Object> number() {
        return Map.of("type", "number");
    }

    public static Map<String, Object> number(String description) {
        return Map.of("type", "number", "description", description);
    }

    public static Map<String, Object> integer(String description) {
        return Map.of("type", "integer", "description", description);
    }

    public static Map<String, Object> integer() {
        return Map.of("type", "integer");
    }

    public static Map<String, Object> flag() {
        return Map.of("type", "boolean");
    }

    public static Map<String, Object> any() {
        return Map.of("type", "object");
    }

    /** The input that names a dataset. */
    public static Map<String, Object> dataset() {
        return text("Where the dataset lies: s3://bucket/key, a file in the inbox or an allowed folder, or an upload");
    }
}
