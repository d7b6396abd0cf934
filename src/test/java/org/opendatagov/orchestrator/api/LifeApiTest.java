package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do with runs beside starting them. */
class LifeApiTest extends ApiTest {
    private static final String RUNS = "/api/v1/runs";

    private static String definition(String tasks) {
        return "{\"workflow_id\": \"life\", \"tasks\": [" + tasks + "]}";
    }

    private JsonNode ended(String body) {
        Answer answer = post(RUNS + "?wait=30s", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        for (JsonNode run : get(RUNS + "?" + query).json().path("runs")) {
            ids.add(run.path("id").asText());
        }
        return ids;
    }

    @Test
    void a_run_is_found_by_labels_inputs_and_time() {
        String tasks = definition("{\"id\": \"a\", \"action\": \"analyze_schema\"}");
        JsonNode run = ended(
                "{\"definition\": " + tasks
                        + ", \"labels\": {\"team\": \"life\", \"tier\": \"a:b\"}, \"priority\": 9, \"inputs\": {\"day\": 3, \"city\": \"São Paulo\"}}");
        String id = run.path("id").asText();
        String made = run.path("created_at").asText();

        assertThat(run.path("priority").asInt()).isEqualTo(9);
        assertThat(ids("label=team:life&label=tier:a:b")).containsExactly(id);
        assertThat(ids("label=team:life&label=tier:b")).isEmpty();
        assertThat(ids("input=day:3&input=city:S%C3%A3o%20Paulo")).containsExactly(id);
        assertThat(ids("input=city:Paulo")).isEmpty();
        assertThat(ids("label=team:life&since=" + made)).containsExactly(id);
        assertThat(ids("label=team:life&before=" + made)).isEmpty();
        assertThat(ids("label=team:life&workflow=life&status=succeeded")).containsExactly(id);
    }

    @Test
    void a_dry_run_tells_what_would_differ() {
        String first = "{\"id\": \"a\", \"action\": \"analyze_schema\"}";
        String run =
                ended("{\"definition\": " + definition(first) + "}").path("id").asText();
        String path = RUNS + "/" + run + "/dry-run";

        assertThat(post(path, "{\"definition\": " + definition(first) + "}")
                        .json()
                        .path("differs")
                        .asBoolean())
                .isFalse();
        Answer other = post(
                path, "{\"definition\": " + definition(first + ", {\"id\": \"b\", \"action\": \"detect_pii\"}") + "}");
        assertThat(other.json().path("differs").asBoolean()).isTrue();
        assertThat(other.json().path("tasks").findValuesAsText("verdict")).containsExactly("same", "new");
        assertThat(post(path, "{\"version\": 0, \"foo\": 1}").paths()).contains("/version", "/foo");
        assertThat(post(path, "{\"workflow\": \"nothing\"}").status()).isEqualTo(422);
        assertThat(post(path, "{\"route\": \"- x\"}").status()).isEqualTo(422);
        assertThat(post(RUNS + "/7/dry-run", "{}").status()).isEqualTo(404);
    }

    @Test
    void a_fork_shows_what_it_saved() {
        String run = ended("{\"definition\": " + definition("{\"id\": \"a\", \"action\": \"analyze_schema\"}") + "}")
                .path("id")
                .asText();
        String fork = post(RUNS + "/" + run + "/fork", "{}").json().path("id").asText();
        org.awaitility.Awaitility.await()
                .until(() ->
                        get(RUNS + "/" + fork).json().path("status").asText().equals("succeeded"));

        assertThat(get(RUNS + "/" + fork).json().path("saving").path("outcomes").asInt())
                .isOne();
    }

    @Test
    void a_route_is_validated_as_a_definition_is() {
        String route = """
                - route:
                    id: any
                    from:
                      uri: direct:any
                      parameters: { timeout: %s }
                      steps:
                        - %s
                """;
        String task = "to: { uri: \"kamelet:expert-task-action\", parameters: { task: a, action: analyze_schema } }";
        assertThat(validated(route.formatted("2h", task)).path("valid").asBoolean())
                .isTrue();
        JsonNode wrong = validated(route.formatted("soon", "toD: \"http://example.org\""));
        assertThat(wrong.path("valid").asBoolean()).isFalse();
        assertThat(wrong.path("errors").findValuesAsText("message"))
                .anyMatch(message -> message.contains("line 5") && message.contains("duration"))
                .anyMatch(message -> message.contains("line 7") && message.contains("toD"));
    }

    private JsonNode validated(String yaml) {
        return send(
                        "POST",
                        "/api/v1/workflows:validate",
                        BodyPublishers.ofString(yaml),
                        "Content-Type",
                        "application/yaml")
                .json();
    }
}
