package org.opendatagov.orchestrator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks any of several replicas, again and again as a patient client does, until one answers. */
final class Replicas {
    private static final Set<Integer> AGAIN = Set.of(502, 503, 504);

    private final List<ServiceProcess> all;
    private final Random random;
    private final List<String> refusals = new ArrayList<>();

    Replicas(List<ServiceProcess> all, long seed) {
        this.all = all;
        this.random = new Random(seed);
    }

    /** What was answered with 5xx meanwhile. */
    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** The id of the run; sent again with the same key until it is accepted. */
    String submit(Shape shape, String key) throws InterruptedException {
        HttpResponse<String> answer = call("POST", "/api/v1/runs", shape.request(), Map.of("Idempotency-Key", key));
        if (answer.statusCode() != 202 && answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return json(answer).get("id").asText();
    }

    JsonNode run(String id) throws InterruptedException {
        return json(call("GET", "/api/v1/runs/" + id, "", Map.of()));
    }

    /** A command; what the run's state does not allow (any more) is let be. */
    HttpResponse<String> tell(String id, String command, String body) throws InterruptedException {
        return call("POST", "/api/v1/runs/" + id + "/" + command, body, Map.of("X-Orchestrator-User", "ada"));
    }

    private HttpResponse<String> call(String method, String path, String body, Map<String, String> headers)
            throws InterruptedException {
        while (true) {
            Optional<HttpResponse<String>> answer = ask(method, path, body, headers);
            if (answer.isPresent()) {
                return answer.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Optional<HttpResponse<String>> ask(String method, String path, String body, Map<String, String> headers) {
        try {
            HttpResponse<String> answer = all.get(next()).call(method, path, body, headers);
            if (answer.statusCode() >= 500) {
                note(answer);
            }
            return AGAIN.contains(answer.statusCode()) ? Optional.empty() : Optional.of(answer);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private synchronized int next() {
        return random.nextInt(all.size());
    }

    private synchronized void note(HttpResponse<String> answer) {
        refusals.add(answer.statusCode() + " "
                + answer.headers().firstValue("Content-Type").orElse("") + " " + answer.body());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return ServiceProcess.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
