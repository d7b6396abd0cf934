package org.opendatagov.orchestrator.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.Map;

/**
 * Doubles of OpenAI, Anthropic, Gemini and Ollama on loopback, for no paid or downloaded model can run in a test. They speak each provider's
 * wire protocol, as its API reference describes it, and are no proof of how a model judges.
 */
public final class ProviderDoubles implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(300));

    public ProviderDoubles() {
        server.start();
    }

    /** A provider: where it is asked, and what its answers look like. */
    public enum Kind {
        OPENAI("/openai/v1", "/openai/v1/chat/completions"),
        ANTHROPIC("/anthropic/v1", "/anthropic/v1/messages"),
        GOOGLE("/google/v1beta", "/google/v1beta/models/.+:(generateContent|streamGenerateContent)"),
        OLLAMA("/ollama", "/ollama/api/chat");

        private final String base;
        private final String path;

        Kind(String base, String path) {
            this.base = base;
            this.path = path;
        }
    }

    public String url(Kind kind) {
        return server.baseUrl() + kind.base;
    }

    /** It answers this text, with 1,000 tokens of input, of which 400 were cached where it says such things, and 100 of output. */
    public void answers(Kind kind, String text) {
        responds(kind, answer(kind, text, false));
    }

    public void answersCutOff(Kind kind, String text) {
        responds(kind, answer(kind, text, true));
    }

    /** One after another, the last one for good. */
    public void respondsInTurn(Kind kind, ResponseDefinitionBuilder... responses) {
        for (int turn = 0; turn < responses.length; turn++) {
            String next = turn + 1 < responses.length ? "turn " + (turn + 1) : "turn " + turn;
            server.stubFor(post(urlPathMatching(kind.path))
                    .inScenario(kind.name())
                    .whenScenarioStateIs(turn == 0 ? "Started" : "turn " + turn)
                    .willReturn(responses[turn])
                    .willSetStateTo(next));
        }
    }

    public void responds(Kind kind, ResponseDefinitionBuilder response) {
        server.stubFor(post(urlPathMatching(kind.path)).willReturn(response));
    }

    public static ResponseDefinitionBuilder answer(Kind kind, String text, boolean cutOff) {
        return okJson(text(
                switch (kind) {
                    case OPENAI ->
                        openAi(
                                Map.of("role", "assistant", "content", text),
                                cutOff ? "length" : "stop",
                                Map.of(
                                        "prompt_tokens", 1000,
                                        "completion_tokens", 100,
                                        "total_tokens", 1100,
                                        "prompt_tokens_details", Map.of("cached_tokens", 400),
                                        "completion_tokens_details", Map.of("reasoning_tokens", 30)));
                    case ANTHROPIC ->
                        anthropic(
                                Map.of("type", "text", "text", text),
                                cutOff ? "max_tokens" : "end_turn",
                                Map.of(
                                        "input_tokens", 500,
                                        "cache_creation_input_tokens", 100,
                                        "cache_read_input_tokens", 400,
                                        "output_tokens", 100));
                    case GOOGLE ->
                        google(
                                Map.of("text", text),
                                cutOff ? "MAX_TOKENS" : "STOP",
                                Map.of(
                                        "promptTokenCount", 1000,
                                        "candidatesTokenCount", 70,
                                        "thoughtsTokenCount", 30,
                                        "totalTokenCount", 1100));
                    case OLLAMA -> ollama(Map.of("role", "assistant", "content", text), cutOff ? "length" : "stop");
                }));
    }

    /** Asks for a look-up, as each protocol does; it used 1,000 and 100 tokens. */
    public static ResponseDefinitionBuilder asks(Kind kind, String tool, Map<String, Object> arguments) {
        return okJson(text(
                switch (kind) {
                    case OPENAI ->
                        openAi(
                                Map.of("role", "assistant", "tool_calls", List.of(openAiCall(tool, arguments))),
                                "tool_calls",
                                Map.of("prompt_tokens", 1000, "completion_tokens", 100, "total_tokens", 1100));
                    case ANTHROPIC ->
                        anthropic(
                                Map.of("type", "tool_use", "id", "toolu_1", "name", tool, "input", arguments),
                                "tool_use",
                                Map.of("input_tokens", 1000, "output_tokens", 100));
                    case GOOGLE ->
                        google(
                                Map.of("functionCall", Map.of("name", tool, "args", arguments)),
                                "STOP",
                                Map.of("promptTokenCount", 1000, "candidatesTokenCount", 100, "totalTokenCount", 1100));
                    case OLLAMA -> {
                        Map<String, Object> call = Map.of("function", Map.of("name", tool, "arguments", arguments));
                        yield ollama(Map.of("role", "assistant", "content", "", "tool_calls", List.of(call)), "stop");
                    }
                }));
    }

    private static Map<String, Object> openAiCall(String tool, Map<String, Object> arguments) {
        return Map.of(
                "id", "call_1", "type", "function", "function", Map.of("name", tool, "arguments", text(arguments)));
    }

    private static Map<String, Object> openAi(Map<String, Object> message, String finish, Map<String, Object> usage) {
        Map<String, Object> choice = Map.of("index", 0, "finish_reason", finish, "message", message);
        return Map.of("id", "chatcmpl-1", "model", "gpt", "choices", List.of(choice), "usage", usage);
    }

    private static Map<String, Object> anthropic(Map<String, Object> block, String stop, Map<String, Object> usage) {
        return Map.of(
                "id", "msg_1",
                "type", "message",
                "role", "assistant",
                "model", "claude",
                "content", List.of(block),
                "stop_reason", stop,
                "usage", usage);
    }

    private static Map<String, Object> google(Map<String, Object> part, String finish, Map<String, Object> usage) {
        Map<String, Object> content = Map.of("role", "model", "parts", List.of(part));
        Map<String, Object> candidate = Map.of("content", content, "finishReason", finish, "index", 0);
        return Map.of("candidates", List.of(candidate), "usageMetadata", usage);
    }

    private static Map<String, Object> ollama(Map<String, Object> message, String reason) {
        return Map.of(
                "model",
                "llama",
                "created_at",
                "2026-06-01T12:00:00Z",
                "message",
                message,
                "done",
                true,
                "done_reason",
                reason,
                "prompt_eval_count",
                1000,
                "eval_count",
                100);
    }

    public static ResponseDefinitionBuilder refuses(int status) {
        return aResponse().withStatus(status).withBody("{\"error\":{\"message\":\"the key sk-secret is refused\"}}");
    }

    private static String text(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bodies that a provider received. */
    public List<String> received(Kind kind) {
        return server
                .findAll(com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(urlPathMatching(kind.path)))
                .stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    public void reset() {
        server.resetAll();
        server.stubFor(
                any(urlPathMatching(".*")).atPriority(10).willReturn(aResponse().withStatus(503)));
    }

    @Override
    public void close() {
        server.stop();
    }
}
