package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class WorkflowsApiTest extends ApiTest {
    private static final String PATH = "/api/v1/workflows/";

    private Answer put(String id, String type, String body) {
        return send("PUT", PATH + id, BodyPublishers.ofString(body), "Content-Type", type);
    }

    private static String definition(String id, String action) {
        return "{\"workflow_id\": \"%s\", \"tasks\": [{\"id\": \"a\", \"action\": \"%s\"}]}".formatted(id, action);
    }

    @Test
    void a_definition_is_published_shown_exported_and_published_again_as_a_route() {
        assertThat(put("api_pub", "application/json", definition("api_pub", "analyze_schema"))
                        .status())
                .isEqualTo(201);
        assertThat(put("api_pub", "application/json", definition("api_pub", "analyze_schema"))
                        .status())
                .isEqualTo(200);
        Answer route = get(PATH + "api_pub/route");
        assertThat(route.body()).contains("direct:api_pub");
        assertThat(put("api_pub", "application/yaml", route.body()).status()).isEqualTo(201);
        assertThat(get(PATH + "api_pub").json().path("version").asInt()).isEqualTo(2);
        assertThat(get(PATH + "api_pub/versions").json().path("versions")).hasSize(2);
        assertThat(get(PATH + "api_pub/graph").json().path("nodes")).hasSize(1);
        assertThat(get(PATH + "api_pub/compare?from=1&to=2").status()).isEqualTo(200);
        assertThat(post(PATH + "api_pub/versions/1/activate", "")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_is_wrong_is_told_with_its_place_and_what_is_not_there_is_not_found() {
        Answer wrong = put("api_wrong", "application/json", definition("other", "no_action"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.paths()).contains("/workflow_id", "/tasks/0/action");
        Answer yaml = put("api_wrong", "application/yaml", "- route:\n    id: api_wrong\n  toD: x\n");
        assertThat(yaml.status()).isEqualTo(422);
        assertThat(yaml.body()).contains("line 1");
        assertThat(get(PATH + "api_wrong").status()).isEqualTo(404);
        assertThat(get(PATH + "onboard_dataset/graph?version=99").status()).isEqualTo(404);
    }

    @Test
    void the_files_are_listed() {
        assertThat(get("/api/v1/routes").json().path("routes").findValuesAsText("id"))
                .contains("onboard_dataset");
    }
}
