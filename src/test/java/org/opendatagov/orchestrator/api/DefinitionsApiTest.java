package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Definitions sent with a request, as JSON and as YAML, and operations whose body may be left out. */
class DefinitionsApiTest extends ApiTest {
    private static final String DEFINITION = """
            workflow_id: audit_orders
            tasks:
              - { id: schema, action: %s }
            """;

    private Answer yaml(String target, String body) {
        return send("POST", target, BodyPublishers.ofString(body), "Content-Type", "application/yaml");
    }

    private static String run(String action, String file) {
        return "inputs: { file_path: \"%s\" }%ndefinition:%n".formatted(file)
                + DEFINITION.formatted(action).indent(2);
    }

    private static String file() {
        String request = run("definition.csv");
        return request.replaceAll(".*\"file_path\": \"([^\"]+)\".*", "$1");
    }

    @Test
    void a_definition_in_yaml_is_run() {
        Answer ended = yaml("/api/v1/runs?wait=30s", run("analyze_schema", file()));
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.json().path("workflow").asText()).isEqualTo("audit_orders");
        assertThat(ended.json().path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void what_is_wrong_with_a_definition_in_yaml_is_told_with_its_place() {
        Answer wrong = yaml("/api/v1/runs", run("no_action", file()));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.paths()).containsExactly("/definition/tasks/0/action");
        assertThat(yaml("/api/v1/runs", "definition: [").status()).isEqualTo(400);
    }

    @Test
    void a_definition_in_yaml_is_validated() {
        assertThat(yaml("/api/v1/workflows:validate", DEFINITION.formatted("analyze_schema"))
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(yaml("/api/v1/workflows:validate", DEFINITION.formatted("no_action"))
                        .json()
                        .path("errors")
                        .path(0)
                        .path("path")
                        .asText())
                .isEqualTo("/tasks/0/action");
    }

    @Test
    void a_body_that_may_be_left_out_needs_no_type() {
        String id = post("/api/v1/runs?wait=30s", run("definition.csv"))
                .json()
                .path("id")
                .asText();
        assertThat(send("POST", "/api/v1/runs/" + id + "/fork", BodyPublishers.noBody())
                        .status())
                .isEqualTo(202);
        assertThat(send("POST", "/api/v1/runs/" + id + "/retry", BodyPublishers.noBody())
                        .status())
                .isNotEqualTo(415);
        assertThat(send("POST", "/api/v1/runs", BodyPublishers.noBody()).status())
                .isEqualTo(400);
    }
}
