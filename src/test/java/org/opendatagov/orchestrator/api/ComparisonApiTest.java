package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparisonApiTest extends ApiTest {
    private String ended(String file) {
        return post("/api/v1/runs?wait=30s", run(file)).json().path("id").asText();
    }

    @Test
    void two_runs_are_held_against_each_other_as_json_and_as_markdown() {
        String first = ended("a.csv");
        String second = ended("b.csv");
        String compare = "/api/v1/runs/" + first + "/compare?with=" + second;

        JsonNode json = get(compare).json();
        assertThat(json.path("first").path("id").asText()).isEqualTo(first);
        assertThat(json.path("second").path("id").asText()).isEqualTo(second);
        assertThat(json.path("tasks")).hasSize(6);
        assertThat(json.path("tasks").findValuesAsText("same_result")).hasSize(6);

        Answer markdown = get(compare, "Accept", "text/markdown");
        assertThat(markdown.type()).isEqualTo("text/markdown");
        assertThat(markdown.body()).contains(first, second, "schema_analysis");
    }

    @Test
    void runs_that_are_not_there_or_go_on_are_refused() {
        String run = ended("a.csv");
        assertThat(get("/api/v1/runs/" + UUID.randomUUID() + "/compare?with=" + run)
                        .status())
                .isEqualTo(404);
        assertThat(get("/api/v1/runs/" + run + "/compare").status()).isEqualTo(422);
        assertThat(get("/api/v1/runs/" + run + "/compare?with=17&by=x")
                        .json()
                        .path("errors")
                        .findValuesAsText("code"))
                .containsExactlyInAnyOrder("unknown_run", "unknown_parameter");
        assertThat(get("/api/v1/runs/" + run + "/compare?with=" + run, "Accept", "image/png")
                        .status())
                .isEqualTo(406);
        hold();
        String open = post("/api/v1/runs", run("c.csv")).json().path("id").asText();
        assertThat(get("/api/v1/runs/" + run + "/compare?with=" + open).status())
                .isEqualTo(409);
    }
}
