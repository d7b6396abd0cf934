package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
        assertThat(get(RUNS + "?status=failed&q=paged-").json().path("runs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=done",
                "cursor=7",
                "cursor=1-1-1-1-1",
                "q=%00",
                "workflow=%00",
                "pages=2",
                "status=",
                "label=x",
                "label=a:b&label=a:c",
                "label=%00:x",
                "input=:y",
                "since=yesterday",
                "before=2026-01-01"
            })
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
