package org.opendatagov.orchestrator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A double of a language model on loopback that answers by what it is asked, over the wire protocol of OpenAI's chat completions. It shows what
 * becomes of an answer, and nothing of how a model judges.
 */
public final class ScriptedModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile UnaryOperator<String> script = question -> "{}";

    public ScriptedModel() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** @param answer by the user's message */
    public void answers(UnaryOperator<String> answer) {
        script = answer;
    }

    /** Whole bodies of the requests so far. */
    public List<String> received() {
        return List.copyOf(received);
    }

    /** How many answers have left it, whether anybody took them or not. */
    public int sent() {
        return sent.get();
    }

    /** The messages of a request, whatever their roles. */
    public static List<String> messages(String body) {
        try {
            return JSON.readTree(body)
                    .path("messages")
                    .valueStream()
                    .map(message -> message.path("content").asText())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("a request is no JSON", e);
        }
    }

    public void forget() {
        received.clear();
        sent.set(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(body);
        String text = script.apply(messages(body).getLast());
        JsonNode answer = JSON.valueToTree(Map.of(
                "id",
                "chatcmpl-1",
                "model",
                "scripted",
                "choices",
                List.of(Map.of(
                        "index", 0, "finish_reason", "stop", "message", Map.of("role", "assistant", "content", text))),
                "usage",
                Map.of("prompt_tokens", 1000, "completion_tokens", 100, "total_tokens", 1100)));
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        sent.incrementAndGet();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
