package org.opendatagov.orchestrator.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes our tools as langchain4j sends them by each provider's tool calling. */
final class ToolSpecifications {
    private ToolSpecifications() {}

    static ToolSpecification of(ToolSpec tool) {
        JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
        if (tool.parameters().get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, schema) -> add(parameters, String.valueOf(name), (Map<?, ?>) schema));
        }
        if (tool.parameters().get("required") instanceof List<?> names) {
            parameters.required(names.stream().map(String::valueOf).toList());
        }
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters.build())
                .build();
    }

    private static void add(JsonObjectSchema.Builder parameters, String name, Map<?, ?> schema) {
        String description = text(schema.get("description"));
        switch (text(schema.get("type"))) {
            case "integer" -> parameters.addIntegerProperty(name, description);
            case "number" -> parameters.addNumberProperty(name, description);
            case "boolean" -> parameters.addBooleanProperty(name, description);
            case "array" -> parameters.addProperty(name, texts(description));
            // What may be text or something else is offered as text, which every protocol knows.
            default -> parameters.addStringProperty(name, description);
        }
    }

    private static JsonArraySchema texts(String description) {
        return JsonArraySchema.builder()
                .description(description)
                .items(new JsonStringSchema())
                .build();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }
}
