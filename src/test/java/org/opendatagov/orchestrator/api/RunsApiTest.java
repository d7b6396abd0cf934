package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsApiTest extends ApiTest {
    private static final String RUNS = "/api/v1/runs";

    private String endedRun() {
        Answer ended = post(RUNS + "?wait=30s", run("a.csv"));
        assertThat(ended.status()).isEqualTo(200);
        return ended.json().path("id").asText();
    }

    @Test
    void a_run_is_accepted_and_found_where_its_location_says() {
        hold();
        Answer accepted = post(RUNS, run("a.csv"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().path("status").asText()).isEqualTo("running");
        Answer found = get(accepted.header("location"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().path("id")).isEqualTo(accepted.json().path("id"));
        assertThat(found.json().path("inputs")).isEqualTo(accepted.json().path("inputs"));
        assertThat(found.json().path("levels").path(0).path(0).asText()).isEqualTo("schema_analysis");
        assertThat(found.json().path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    }

    @Test
    void a_run_that_ends_within_the_wait_is_answered_with_200() {
        hold();
        long before = recorded();
        CompletableFuture<Answer> answer = sendAsync(
                "POST", RUNS + "?wait=30s", BodyPublishers.ofString(run("a.csv")), "Content-Type", "application/json");
        await().until(() -> recorded() == before + 1);
        assertThat(answer).isNotDone();
        release();

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().json().path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void a_run_that_outlasts_the_wait_is_answered_with_202() {
        hold();
        assertThat(post(RUNS + "?wait=10ms", run("a.csv")).status()).isEqualTo(202);
    }

    @Test
    void five_hundred_callers_wait_at_once() {
        hold();
        long before = recorded();
        String request = run("a.csv");
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 500)
                .mapToObj(number -> sendAsync(
                        "POST",
                        RUNS + "?wait=60s",
                        BodyPublishers.ofString(request),
                        "Content-Type",
                        "application/json"))
                .toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> recorded() == before + 500);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        release();

        assertThat(answers).allMatch(answer -> answer.join().status() == 200);
    }

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
    void a_definition_is_refused_with_what_to_send_instead() {
        Answer answer = post(RUNS, "{\"definition\": {\"tasks\": []}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).contains("/definition", "/workflow");
        assertThat(answer.body()).contains("workflow");
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

    @Test
    void runs_are_listed_by_page_newest_first() {
        IntStream.range(0, 60).forEach(number -> post(RUNS, run("paged-" + number + ".csv")));

        Answer first = get(RUNS + "?q=paged-");
        Answer second = get(
                RUNS + "?q=paged-&cursor=" + first.json().path("next_cursor").asText());
        assertThat(first.json().at("/runs/0/inputs/file_path").asText()).endsWith("paged-59.csv");
        assertThat(first.json().path("runs")).hasSize(50);
        assertThat(second.json().path("runs")).hasSize(10);
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(get(RUNS + "?q=paged-5").json().path("runs")).hasSize(11);
        assertThat(get(RUNS + "?status=failed").json().path("runs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status=done", "cursor=7", "cursor=1-1-1-1-1", "q=%00", "workflow=%00", "pages=2", "status="})
    void a_filter_that_is_wrong_is_refused(String query) {
        assertThat(get(RUNS + "?" + query).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "%00", "%F0%9F%A6%86", "a%2Fb"})
    void an_unknown_run_is_not_found(String id) {
        assertThat(get(RUNS + "/" + id).status()).isIn(400, 404);
        assertThat(get(RUNS + "/" + id + "/report").status()).isIn(400, 404);
    }

    @Test
    void a_huge_id_is_not_found() {
        assertThat(get(RUNS + "/" + "9".repeat(4000)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/json | application/json
                    */* | application/json
                    text/markdown | text/markdown
                    text/html,application/xhtml+xml,*/*;q=0.8 | text/html
                    text/html;q=0.1, text/markdown;q=0.9 | text/markdown
                    text/*;q=0.5, application/json;q=0.1 | text/markdown
                    text/html;q=0, */* | application/json
                    TEXT/HTML | text/html
                    """)
    void a_report_has_the_form_that_is_asked_for(String accept, String type) {
        Answer answer = get(RUNS + "/" + endedRun() + "/report", "Accept", accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.header("vary")).contains("Accept");
    }

    @Test
    void a_report_as_a_page_may_load_and_run_nothing() {
        Answer answer = get(RUNS + "/" + endedRun() + "/report", "Accept", "text/html");

        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'", "style-src 'unsafe-inline'");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("content-type")).containsIgnoringCase("charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/csv", "application/json;q=0", "application/vnd.json-not", "nonsense"})
    void a_report_in_another_form_is_not_acceptable(String accept) {
        assertThat(get(RUNS + "/" + endedRun() + "/report", "Accept", accept).status())
                .isEqualTo(406);
    }

    @Test
    void an_open_run_has_no_report_yet() {
        hold();
        String id = post(RUNS, run("a.csv")).json().path("id").asText();
        assertThat(get(RUNS + "/" + id + "/report").status()).isEqualTo(409);
        assertThat(get(RUNS + "/" + UUID.randomUUID() + "/report").status()).isEqualTo(404);
    }

    @Test
    void an_answer_echoes_no_header_of_the_request() {
        Answer answer = post(RUNS, run("a.csv"), "X-Secret", "x", "Idempotency-Key", "k9", "Authorization", "Bearer x");

        assertThat(answer.headers()).doesNotContainKeys("x-secret", "idempotency-key", "authorization", "user-agent");
    }
}
