package org.opendatagov.orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A double of OpenAI, Anthropic and Gemini on loopback with a fixed latency, for no paid model can be asked. It counts the tokens of what it
 * was asked and of what it answers with OpenAI's tokenizer and tells them as usage; its answer has the asked form and cites ids of the question.
 */
final class ModelDouble implements AutoCloseable {
    /** Thoughts that a model with reasoning is taken to need for an answer, billed as output. */
    static final int THOUGHTS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EVIDENCE = Pattern.compile("\\{\"evidence\":\"([^\"]+)\"");
    private static final Pattern FINDING = Pattern.compile("\\{\"finding\":\"([^\"]+)\"");

    private final HttpServer server;
    private final ToIntFunction<String> tokens;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile Duration latency = Duration.ZERO;

    private ModelDouble(ToIntFunction<String> tokens) throws IOException {
        this.tokens = tokens;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Tells real counts of tokens, which takes it some 10 ms of CPU a call. */
    static ModelDouble counting() throws IOException {
        return new ModelDouble(new OpenAiTokenCountEstimator("gpt-4o")::estimateTokenCountInText);
    }

    /** Takes the service as little CPU as it can: tells a quarter of all characters. */
    static ModelDouble quick() throws IOException {
        return new ModelDouble(text -> text.length() / 4);
    }

    void latency(Duration time) {
        latency = time;
    }

    /** Settings that send every default model of the service here, with a key that is none. */
    List<String> settings() {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        List<String> settings = new ArrayList<>();
        Map.of(
                        "gpt-5-2-thinking", "/openai",
                        "gpt-5-2-instant", "/openai",
                        "claude-sonnet-4-6", "/anthropic",
                        "claude-opus-4-6", "/anthropic",
                        "claude-opus-4-6-thinking", "/anthropic",
                        "gemini-3", "/google")
                .forEach((model, path) -> {
                    settings.add("orchestrator.models." + model + ".base-url=" + base + path);
                    settings.add("orchestrator.models." + model + ".api-key=none");
                });
        return settings;
    }

    /** What each call took here, from the request's last byte to the answer's, in nanoseconds, in the order of their ends; then they are forgotten. */
    List<Long> times() {
        List<Long> times = new ArrayList<>();
        for (Long time = nanos.poll(); time != null; time = nanos.poll()) {
            times.add(time);
        }
        return times;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        long start = System.nanoTime();
        try (exchange) {
            JsonNode asked = JSON.readTree(request);
            boolean streams = asked.path("stream").asBoolean();
            Map<String, Object> whole = answer(exchange.getRequestURI().getPath(), asked);
            byte[] answer = streams ? StreamedAnswer.of(whole) : JSON.writeValueAsBytes(whole);
            long left = latency.toNanos() - (System.nanoTime() - start);
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            exchange.getResponseHeaders().add("Content-Type", streams ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            nanos.add(System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> answer(String path, JsonNode asked) {
        String text = texts(asked);
        int in = tokens.applyAsInt(text);
        String said = said(text);
        int out = tokens.applyAsInt(said);
        boolean thinks = asked.has("reasoning_effort") || asked.has("thinking");
        int thoughts = thinks || path.startsWith("/google") ? THOUGHTS : 0;
        if (path.startsWith("/openai")) {
            return openAi(said, in, out, thoughts);
        }
        return path.startsWith("/anthropic") ? anthropic(said, in, out + thoughts) : google(said, in, out, thoughts);
    }

    /** All that a model reads: texts of the messages, and the schema where the protocol carries it apart. */
    private static String texts(JsonNode asked) {
        StringBuilder texts = new StringBuilder();
        collect(asked, texts);
        for (String schema : List.of("response_format", "tools")) {
            texts.append(asked.path(schema));
        }
        return texts.append(asked.path("generationConfig").path("responseSchema"))
                .append(asked.path("generationConfig").path("responseJsonSchema"))
                .toString();
    }

    private static void collect(JsonNode node, StringBuilder texts) {
        node.properties().forEach(member -> {
            boolean text = member.getValue().isTextual()
                    && (member.getKey().equals("text") || member.getKey().equals("content"));
            if (text) {
                texts.append(member.getValue().asText()).append('\n');
            }
            collect(member.getValue(), texts);
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, texts));
        }
    }

    private static String said(String question) {
        List<String> evidence = ids(EVIDENCE, question, 3);
        List<String> cited = evidence.isEmpty() ? List.of("none") : evidence;
        Map<String, Object> answer = Map.of(
                "summary",
                List.of(
                        claim(
                                "What matters most here is what the most severe finding says, and it should be looked at before this is passed on.",
                                cited),
                        claim(
                                "The other findings follow from the same evidence and can wait until the first one is settled.",
                                cited)),
                "ranking",
                ids(FINDING, question, 10),
                "findings",
                List.of(),
                "suggestions",
                List.of(
                        claim(
                                "Settle the most severe finding with its owner first, and write down what was decided and why.",
                                cited),
                        claim("Then repeat the check, so that what was changed is shown to have helped.", cited),
                        claim("Keep what was measured here beside the next run and compare the two.", cited)));
        try {
            return JSON.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> claim(String text, List<String> evidence) {
        return Map.of("text", text, "evidence", evidence);
    }

    private static List<String> ids(Pattern pattern, String question, int most) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = pattern.matcher(question);
        while (ids.size() < most && matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private static Map<String, Object> openAi(String text, int in, int out, int thoughts) {
        return Map.of(
                "id",
                "chatcmpl-1",
                "model",
                "gpt",
                "choices",
                List.of(Map.of(
                        "index", 0, "finish_reason", "stop", "message", Map.of("role", "assistant", "content", text))),
                "usage",
                Map.of(
                        "prompt_tokens",
                        in,
                        "completion_tokens",
                        out + thoughts,
                        "total_tokens",
                        in + out + thoughts,
                        "completion_tokens_details",
                        Map.of("reasoning_tokens", thoughts)));
    }

    private static Map<String, Object> anthropic(String text, int in, int out) {
        return Map.of(
                "id", "msg_1",
                "type", "message",
                "role", "assistant",
                "model", "claude",
                "content", List.of(Map.of("type", "text", "text", text)),
                "stop_reason", "end_turn",
                "usage", Map.of("input_tokens", in, "output_tokens", out));
    }

    private static Map<String, Object> google(String text, int in, int out, int thoughts) {
        return Map.of(
                "candidates",
                List.of(Map.of(
                        "content",
                        Map.of("role", "model", "parts", List.of(Map.of("text", text))),
                        "finishReason",
                        "STOP",
                        "index",
                        0)),
                "usageMetadata",
                Map.of(
                        "promptTokenCount", in,
                        "candidatesTokenCount", out,
                        "thoughtsTokenCount", thoughts,
                        "totalTokenCount", in + out + thoughts));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
