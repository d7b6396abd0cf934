package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.ScriptedExpert;

class DirectApiTest extends ApiTest {
    private static final String PATH = "/api/v1/experts/SchemaExpert/analyze_schema";

    @Test
    void an_action_is_performed_as_a_run_of_one_task() {
        Answer answer = post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("result").path("task").asText()).isEqualTo("analyze_schema");
        assertThat(answer.json().path("summary").asText()).isEqualTo("done analyze_schema");
        Answer run = get("/api/v1/runs/" + answer.json().path("run_id").asText());
        assertThat(run.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(run.json().path("tasks")).hasSize(1);
    }

    @Test
    void an_action_that_fails_is_answered_with_its_problem_and_its_run() {
        experts.get("SchemaExpert").script(request -> {
            throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "This is no Parquet file.");
        });
        Answer answer = post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("unreadable_dataset");
        assertThat(answer.json().path("detail").asText()).isEqualTo("This is no Parquet file.");
        assertThat(get("/api/v1/runs/" + answer.json().path("run_id").asText()).status())
                .isEqualTo(200);
    }

    @Test
    void an_input_that_only_the_expert_can_judge_is_named_too() {
        experts.get("SchemaExpert").script(request -> {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT, List.of(new Problem("wrong_value", "/keys/1", "'b' is no column.")));
        });
        Answer answer = post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_input");
        assertThat(answer.paths()).containsExactly("/keys/1");
    }

    @Test
    void inputs_that_are_wrong_are_named_where_they_stand() {
        Answer answer = post(PATH, "{\"file_path\": 7, \"colour\": \"red\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).containsExactlyInAnyOrder("/file_path", "/colour");
        assertThat(post("/api/v1/experts/SchemaExpert/no_such", "{}").status()).isEqualTo(404);
        assertThat(post("/api/v1/experts/Nobody/analyze_schema", "{}").status()).isEqualTo(404);
    }

    @Test
    void a_location_outside_of_what_may_be_read_is_refused_at_once() {
        Answer answer = post(PATH, "{\"file_path\": \"/etc/passwd\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).containsExactly("/file_path");
    }

    @Test
    void what_looks_like_a_reference_is_text() {
        experts.get("SchemaExpert").script(request -> {
            assertThat(request.inputs()).isEqualTo(java.util.Map.of("file_path", "${inputs.secret}"));
            return ScriptedExpert.trivial(request);
        });
        Answer answer = post(PATH, "{\"file_path\": \"${inputs.secret}\"}");

        assertThat(answer.status()).as(answer.body()).isIn(200, 422);
        assertThat(answer.body()).doesNotContain("bad_reference", "bad_expression");
    }

    @Test
    void a_batch_answers_in_order_each_item_its_result_or_its_error() {
        Answer answer = post(PATH + "/batch", "{\"items\": [{}, {\"file_path\": 7}, {}]}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode items = answer.json().path("items");
        assertThat(items).hasSize(3);
        assertThat(items.get(0).path("summary").asText()).isEqualTo("done analyze_schema");
        assertThat(items.get(1).at("/error/errors/0/path").asText()).isEqualTo("/items/1/file_path");
        assertThat(items.get(2).has("result")).isTrue();
        assertThat(post(PATH + "/batch", "{\"items\": []}").status()).isEqualTo(422);
        assertThat(post(PATH + "/batch", "{\"items\": [1]}").paths()).containsExactly("/items/0");
    }
}
