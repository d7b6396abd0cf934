package org.opendatagov.orchestrator.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.model.ProviderDoubles.Kind;

/**
 * Answers as each provider streams them, as its API reference describes it: server-sent events of OpenAI, Anthropic and Gemini, lines of JSON of
 * Ollama. What they use is what {@link ProviderDoubles} uses.
 */
final class ProviderStreams {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 5;

    private ProviderStreams() {}

    static ResponseDefinitionBuilder answer(Kind kind, String text, boolean cutOff) {
        return stream(kind, events(kind, text, cutOff));
    }

    static ResponseDefinitionBuilder stream(Kind kind, List<String> events) {
        return aResponse()
                .withHeader("Content-Type", kind == Kind.OLLAMA ? "application/x-ndjson" : "text/event-stream")
                .withBody(String.join("", events));
    }

    /** The events of an answer; the last one of each says that it is whole. */
    static List<String> events(Kind kind, String text, boolean cutOff) {
        return switch (kind) {
            case OPENAI -> openAi(text, cutOff);
            case ANTHROPIC -> anthropic(text, cutOff);
            case GOOGLE -> google(text, cutOff);
            case OLLAMA -> ollama(text, cutOff);
        };
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += PIECE) {
            pieces.add(text.substring(from, Math.min(text.length(), from + PIECE)));
        }
        return pieces;
    }

    private static List<String> openAi(String text, boolean cutOff) {
        List<String> events = new ArrayList<>();
        events.add(chunk(Map.of("role", "assistant", "content", ""), null));
        pieces(text).forEach(piece -> events.add(chunk(Map.of("content", piece), null)));
        events.add(chunk(Map.of(), cutOff ? "length" : "stop"));
        events.add(data(Map.of(
                "id",
                "chatcmpl-1",
                "model",
                "gpt",
                "choices",
                List.of(),
                "usage",
                Map.of(
                        "prompt_tokens", 1000,
                        "completion_tokens", 100,
                        "total_tokens", 1100,
                        "prompt_tokens_details", Map.of("cached_tokens", 400),
                        "completion_tokens_details", Map.of("reasoning_tokens", 30)))));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chunk(Map<String, Object> delta, @Nullable String finish) {
        Map<String, Object> choice = new LinkedHashMap<>(Map.of("index", 0, "delta", delta));
        if (finish != null) {
            choice.put("finish_reason", finish);
        }
        return data(Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "gpt",
                "choices",
                List.of(choice)));
    }

    private static List<String> anthropic(String text, boolean cutOff) {
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                Map.of(
                        "message",
                        Map.of(
                                "id",
                                "msg_1",
                                "type",
                                "message",
                                "role",
                                "assistant",
                                "model",
                                "claude",
                                "content",
                                List.of(),
                                "usage",
                                Map.of(
                                        "input_tokens", 500,
                                        "cache_creation_input_tokens", 100,
                                        "cache_read_input_tokens", 400,
                                        "output_tokens", 1)))));
        events.addAll(block(
                0,
                Map.of("type", "thinking", "thinking", "", "signature", ""),
                List.of(
                        Map.of("type", "thinking_delta", "thinking", "Let me see."),
                        Map.of("type", "signature_delta", "signature", "c2lnbmVk"))));
        events.add(event("ping", Map.of()));
        events.addAll(block(
                1,
                Map.of("type", "text", "text", ""),
                pieces(text).stream()
                        .map(piece -> Map.<String, Object>of("type", "text_delta", "text", piece))
                        .toList()));
        events.addAll(stop(cutOff ? "max_tokens" : "end_turn"));
        return events;
    }

    private static List<String> stop(String reason) {
        return List.of(
                event(
                        "message_delta",
                        Map.of("delta", Map.of("stop_reason", reason), "usage", Map.of("output_tokens", 100))),
                event("message_stop", Map.of()));
    }

    private static List<String> block(int index, Map<String, Object> begin, List<Map<String, Object>> deltas) {
        List<String> events = new ArrayList<>();
        events.add(event("content_block_start", Map.of("index", index, "content_block", begin)));
        deltas.forEach(delta -> events.add(event("content_block_delta", Map.of("index", index, "delta", delta))));
        events.add(event("content_block_stop", Map.of("index", index)));
        return events;
    }

    private static List<String> google(String text, boolean cutOff) {
        List<String> events = new ArrayList<>();
        pieces(text)
                .forEach(piece -> events.add(data(Map.of(
                        "candidates",
                        List.of(Map.of("content", content(Map.of("text", piece)), "index", 0)),
                        "usageMetadata",
                        Map.of("promptTokenCount", 1000, "totalTokenCount", 1000)))));
        events.add(candidate(content(Map.of("text", "")), cutOff ? "MAX_TOKENS" : "STOP", 70));
        return events;
    }

    private static Map<String, Object> content(Map<String, Object> part) {
        return Map.of("role", "model", "parts", List.of(part));
    }

    private static String candidate(Map<String, Object> content, String finish, int tokens) {
        return data(Map.of(
                "candidates",
                List.of(Map.of("content", content, "finishReason", finish, "index", 0)),
                "usageMetadata",
                Map.of("promptTokenCount", 1000, "candidatesTokenCount", tokens, "totalTokenCount", 1100)));
    }

    private static List<String> ollama(String text, boolean cutOff) {
        List<String> lines = new ArrayList<>();
        pieces(text).forEach(piece -> lines.add(line(Map.of("content", piece), Map.of("done", false))));
        lines.add(line(
                Map.of("content", ""),
                Map.of(
                        "done",
                        true,
                        "done_reason",
                        cutOff ? "length" : "stop",
                        "prompt_eval_count",
                        1000,
                        "eval_count",
                        100)));
        return lines;
    }

    private static String line(Map<String, Object> message, Map<String, Object> more) {
        Map<String, Object> written = new LinkedHashMap<>(message);
        written.put("role", "assistant");
        Map<String, Object> line = new LinkedHashMap<>(more);
        line.put("model", "llama");
        line.put("created_at", "2026-06-01T12:00:00Z");
        line.put("message", written);
        return text(line) + "\n";
    }

    /** Asks for a look-up; Ollama does that in one piece alone. */
    static ResponseDefinitionBuilder asks(Kind kind, String tool, Map<String, Object> arguments) {
        List<String> pieces = pieces(text(arguments));
        return switch (kind) {
            case OPENAI -> {
                List<String> events = new ArrayList<>();
                events.add(call(Map.of("id", "call_1", "type", "function"), Map.of("name", tool, "arguments", "")));
                pieces.forEach(piece -> events.add(call(Map.of(), Map.of("arguments", piece))));
                events.add(chunk(Map.of(), "tool_calls"));
                events.add("data: [DONE]\n\n");
                yield stream(kind, events);
            }
            case ANTHROPIC -> {
                List<String> events = new ArrayList<>(anthropic("", false));
                events.subList(events.size() - 4, events.size()).clear();
                events.addAll(block(
                        1,
                        Map.of("type", "tool_use", "id", "toolu_1", "name", tool, "input", Map.of()),
                        pieces.stream()
                                .map(piece -> Map.<String, Object>of("type", "input_json_delta", "partial_json", piece))
                                .toList()));
                events.addAll(stop("tool_use"));
                yield stream(kind, events);
            }
            case GOOGLE ->
                stream(
                        kind,
                        List.of(candidate(
                                content(Map.of("functionCall", Map.of("name", tool, "args", arguments))),
                                "STOP",
                                100)));
            case OLLAMA -> ProviderDoubles.asks(kind, tool, arguments);
        };
    }

    private static String call(Map<String, Object> members, Map<String, Object> function) {
        Map<String, Object> call = new LinkedHashMap<>(members);
        call.put("index", 0);
        call.put("function", function);
        return chunk(Map.of("tool_calls", List.of(call)), null);
    }

    private static String data(Map<String, Object> data) {
        return "data: " + text(data) + "\n\n";
    }

    static String event(String name, Map<String, Object> members) {
        Map<String, Object> data = new LinkedHashMap<>(members);
        data.put("type", name);
        return "event: " + name + "\n" + data(data);
    }

    private static String text(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
