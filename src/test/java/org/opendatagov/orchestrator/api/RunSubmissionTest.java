package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request for a run may hold, and how it is refused. */
class RunSubmissionTest extends ApiTest {
    private static final String RUNS = "/api/v1/runs";

    @ParameterizedTest
    @ValueSource(strings = {"61s", "2h", "-1s", "soon", "PT61S", "", "99999999999999999999s", "30"})
    void a_wait_of_another_form_or_over_60_seconds_is_refused(String wait) {
        long before = recorded();
        Answer answer = post(RUNS + "?wait=" + wait, run("a.csv"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("60s");
        assertThat(recorded()).isEqualTo(before);
    }

    @Test
    void the_same_key_answers_the_first_run_and_refuses_another_body() {
        Answer first = post(RUNS, run("a.csv"), "Idempotency-Key", "k1");
        Answer second = post(RUNS, run("a.csv"), "Idempotency-Key", "k1");
        Answer other = post(RUNS, run("b.csv"), "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asText()).isEqualTo("conflict");
    }

    @Test
    void a_key_in_the_query_is_no_key() {
        post(RUNS + "?Idempotency-Key=k2", run("a.csv"));
        assertThat(runs.findByIdempotencyKey("k2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5000})
    void a_key_that_is_too_long_is_refused(int length) {
        assertThat(post(RUNS, run("a.csv"), "Idempotency-Key", "k".repeat(length))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_key_that_is_given_twice_is_refused() {
        Answer answer = send(
                "POST",
                RUNS,
                BodyPublishers.ofString(run("a.csv")),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "k3",
                "Idempotency-Key",
                "k4");
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void an_answer_to_thousands_of_problems_stays_readable() {
        String inputs = IntStream.range(0, 3000)
                .mapToObj(number -> "\"" + "x".repeat(200) + number + "\": 1")
                .collect(Collectors.joining(","));
        Answer answer = post(RUNS, "{\"workflow\": \"onboard_dataset\", \"inputs\": {" + inputs + "}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).hasSize(100);
        assertThat(answer.json().path("detail").asText()).contains("2995 more problems");
        assertThat(post(RUNS, "{\"workflow\": \"" + "x".repeat(500_000) + "\"}").body())
                .hasSizeLessThan(5000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"workflow": "onboard_dataset", "inputs": {"file_path": 7}} | /inputs/file_path
                    {"workflow": "onboard_dataset", "inputs": {"file_path": "http://169.254.169.254/a.csv"}} | /inputs/file_path
                    {"workflow": "onboard_dataset", "inputs": {"file_path": "../../etc/passwd"}} | /inputs/file_path
                    {"workflow": "onboard_dataset", "inputs": {"file_path": ""}} | /inputs/file_path
                    {"workflow": "onboard_dataset", "inputs": {"colour~/": 1, "file_path": "a"}} | /inputs/colour~0~1
                    {"workflow": "onboard_dataset", "inputs": null} | /inputs
                    """)
    void an_input_that_is_wrong_is_refused_with_its_place(String body, String path) {
        Answer answer = post(RUNS, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).containsExactly(path);
    }

    @Test
    void all_problems_of_a_body_are_named_at_once() {
        Answer answer = post(RUNS + "?wait=61s", "{\"workflow\": 7, \"inputs\": [], \"a/b~c\": 1, \"tasks\": null}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_input");
        assertThat(answer.paths())
                .contains("/workflow", "/inputs", "/a~1b~0c", "/tasks")
                .hasSize(5);
    }

    @Test
    void all_problems_of_a_definition_are_named_at_once() {
        Answer answer = post(RUNS, """
                {"definition": {"workflow_id": "x", "colour": 1, "tasks": [
                  {"id": "a", "action": "no_such", "depends_on": ["b", "c"]},
                  {"id": "b", "action": "analyze_schema", "depends_on": ["a"], "timeout": "soon"}]}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("code"))
                .contains("unknown_member", "unknown_action", "unknown_dependency", "cycle", "bad_duration");
        assertThat(answer.paths())
                .contains("/definition/colour", "/definition/tasks/0/action", "/definition/tasks/0/depends_on/1")
                .allMatch(path -> path.startsWith("/definition/"));
    }

    @Test
    void a_run_has_a_workflow_or_a_definition() {
        Answer answer = post(RUNS, "{\"workflow\": \"x\", \"definition\": {}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).contains("/workflow");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"workflow": | line 1
                    {"workflow": "a"} {} | line 1
                    {"workflow": "a", "workflow": "b"} | line 1
                    {"workflow": NaN} | line 1
                    not JSON | line 1
                    """)
    void malformed_json_is_refused_with_its_place(String body, String place) {
        Answer answer = post(RUNS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(place, "column");
    }

    @Test
    void an_empty_body_is_malformed() {
        assertThat(post(RUNS, "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"text\"", "true"})
    void a_body_that_is_no_object_is_wrong(String body) {
        Answer answer = post(RUNS, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).containsExactly("");
    }

    @Test
    void text_that_no_database_keeps_is_refused_with_its_place() {
        Answer answer = post(
                RUNS,
                "{\"workflow\": \"onboard_dataset\", \"inputs\": {\"a\": [\"x\\u0000y\"], \"b\": \"\\ud800\", \"c\\u0000\": 1}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).hasSize(3).contains("/inputs/a/0", "/inputs/b");
    }

    @Test
    void an_unknown_workflow_is_refused() {
        Answer answer = post(RUNS, "{\"workflow\": \"none\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("unknown_workflow");
        assertThat(answer.paths()).containsExactly("/workflow");
    }
}
