package org.opendatagov.orchestrator.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Talks JSON to a service under test, as its clients do. */
public final class RestClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String api;

    public RestClient(int port) {
        this.api = "http://127.0.0.1:" + port + "/api/v1";
    }

    public HttpResponse<String> send(String method, String path, Object body, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Expects success. */
    public JsonNode json(String method, String path, Object body) throws Exception {
        HttpResponse<String> answer = send(method, path, body, "application/json");
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    public JsonNode get(String path) throws Exception {
        return json("GET", path, Map.of());
    }

    /** A run that has succeeded. */
    public JsonNode run(String workflow, Map<String, Object> inputs) throws Exception {
        JsonNode run = json("POST", "/runs?wait=60s", Map.of("workflow", workflow, "inputs", inputs));
        assertThat(run.at("/status").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
        return run;
    }

    /** A run of one task, ended, however that is. */
    public JsonNode runOf(Map<String, Object> task, Map<String, Object> inputs) throws Exception {
        Map<String, Object> definition = Map.of("workflow_id", "one_task", "tasks", List.of(task));
        return json("POST", "/runs?wait=60s", Map.of("definition", definition, "inputs", inputs));
    }

    public String report(JsonNode run, String form) throws Exception {
        HttpResponse<String> answer = send("GET", "/runs/" + run.at("/id").asText() + "/report", Map.of(), form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    public JsonNode report(JsonNode run) throws Exception {
        return JSON.readTree(report(run, "application/json"));
    }

    @Override
    public void close() {
        client.close();
    }
}
