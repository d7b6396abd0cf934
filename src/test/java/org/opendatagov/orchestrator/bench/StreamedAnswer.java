package org.opendatagov.orchestrator.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer of Anthropic's as the events of a stream, which a model that thinks is asked for. */
final class StreamedAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamedAnswer() {}

    /** @param whole the answer as it is without a stream */
    static byte[] of(Map<String, Object> whole) throws JsonProcessingException {
        Map<String, Object> begun = new LinkedHashMap<>(whole);
        begun.put("content", List.of());
        Object text = ((Map<?, ?>) ((List<?>) whole.getOrDefault("content", List.of())).getFirst()).get("text");
        String events = event("message_start", Map.of("message", begun))
                + event("content_block_start", Map.of("index", 0, "content_block", Map.of("type", "text", "text", "")))
                + event(
                        "content_block_delta",
                        Map.of("index", 0, "delta", Map.of("type", "text_delta", "text", String.valueOf(text))))
                + event("content_block_stop", Map.of("index", 0))
                + event(
                        "message_delta",
                        Map.of(
                                "delta", Map.of("stop_reason", "end_turn"),
                                "usage", whole.getOrDefault("usage", Map.of())))
                + event("message_stop", Map.of());
        return events.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(String type, Map<String, Object> members) throws JsonProcessingException {
        Map<String, Object> data = new LinkedHashMap<>(members);
        data.put("type", type);
        return "event: " + type + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
    }
}
