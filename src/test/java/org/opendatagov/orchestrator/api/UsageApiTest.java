package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ModelLedger;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation;
import org.opendatagov.orchestrator.model.ModelLedger.Settlement;
import org.opendatagov.orchestrator.model.Usage;
import org.springframework.beans.factory.annotation.Autowired;

/** What was spent and what may be, at the product's door. */
class UsageApiTest extends ApiTest {
    private final String month = YearMonth.now(ZoneOffset.UTC).toString();

    @Autowired
    ModelLedger ledger;

    private String ranBy(String user) {
        Answer ended = post(
                "/api/v1/runs?wait=30s", run("a.csv"), "X-Orchestrator-User", user, "X-Orchestrator-Tenant", "acme");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().path("user").asText()).isEqualTo(user);
        assertThat(ended.json().path("tenant").asText()).isEqualTo("acme");
        return ended.json().path("id").asText();
    }

    private void spent(String run, String place, String user, String cost) {
        ModelCall call = new ModelCall(
                UUID.fromString(run), place, "SecurityExpert", user, "acme", "security@2", "", "", "{}", Instant.now());
        Reservation.Granted granted =
                (Reservation.Granted) ledger.reserve(call, "some-model", "hash", new BigDecimal(cost), List.of());
        ledger.settle(
                granted.id(),
                new Settlement(
                        "answered", new Usage(1000, 100, 400, 10), new BigDecimal(cost), "", Duration.ofMillis(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "task", "user", "tenant", "expert", "model", "prompt", "month"})
    void usage_is_summed_by_any_property_of_the_calls(String by) {
        String user = "user-" + UUID.randomUUID();
        String run = ranBy(user);
        spent(run, "security_scan", user, "0.01");
        spent(run, "security_scan[3]", user, "0.02");

        Answer answer = get("/api/v1/usage?by=" + by + "&run=" + run + "&user=" + user + "&tenant=acme&month=" + month);

        JsonNode lines = answer.json().path("lines");
        assertThat(lines).hasSize(by.equals("task") ? 2 : 1);
        assertThat(lines.path(0).path("key").asText())
                .isEqualTo(
                        switch (by) {
                            case "run" -> run;
                            case "task" -> run + "/security_scan[3]";
                            case "user" -> user;
                            case "tenant" -> "acme";
                            case "expert" -> "SecurityExpert";
                            case "model" -> "some-model";
                            case "prompt" -> "security@2";
                            default -> month;
                        });
        JsonNode total = answer.json().path("total");
        assertThat(total.path("cost_usd").decimalValue()).isEqualByComparingTo("0.03");
        assertThat(total.path("calls").asInt()).isEqualTo(2);
        assertThat(total.path("cached_tokens").asInt()).isEqualTo(800);
        assertThat(answer.json().path("complete").asBoolean()).isTrue();
    }

    @Test
    void all_that_is_wrong_with_a_question_is_told_at_once() {
        Answer answer = get("/api/v1/usage?by=colour&run=17&month=May&team=blue");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder("invalid_grouping", "invalid_run", "invalid_month", "unknown_parameter");
        assertThat(answer.json().path("errors").findValuesAsText("path"))
                .containsExactlyInAnyOrder("/query/by", "/query/run", "/query/month", "/query/team");
    }

    @Test
    void a_run_its_tasks_and_the_list_say_what_they_cost() {
        String run = ranBy("anna");
        spent(run, "security_scan", "anna", "0.0125");

        // Whether anything was ever spent is looked at once a second.
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(get("/api/v1/runs/" + run)
                                .json()
                                .path("cost_usd")
                                .decimalValue())
                        .isEqualByComparingTo("0.0125"));
        JsonNode tasks = get("/api/v1/runs/" + run).json().path("tasks");
        for (JsonNode task : tasks) {
            assertThat(task.path("cost_usd").decimalValue())
                    .isEqualByComparingTo(task.path("id").asText().equals("security_scan") ? "0.0125" : "0");
        }
        assertThat(get("/api/v1/runs")
                        .json()
                        .path("runs")
                        .path(0)
                        .path("cost_usd")
                        .decimalValue())
                .isEqualByComparingTo("0.0125");
    }

    @Test
    void the_event_of_a_runs_end_says_what_it_cost() {
        String run = ranBy("anna");

        assertThat(runs.events(UUID.fromString(run), 0, 1000).getLast().details())
                .containsKey("cost_usd");
    }

    @Test
    void a_caller_is_named_once_and_shortly() {
        Answer answer = post("/api/v1/runs", run("a.csv"), "X-Orchestrator-User", "a".repeat(201));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(post("/api/v1/runs", run("a.csv"), "X-Orchestrator-Tenant", "one", "X-Orchestrator-Tenant", "two")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_budget_is_shown_raised_and_given_back_to_the_settings() {
        String run = ranBy("anna");
        Answer listed = get("/api/v1/budgets?run=" + run);
        assertThat(listed.json().path("budgets").findValuesAsText("scope"))
                .containsExactly("run:" + run, "month:" + month);
        assertThat(listed.json().path("when_reached").asText()).isEqualTo("evidence");

        Answer raised = put("/api/v1/budgets/run:" + run, "{\"cap_usd\": 7.5}");
        assertThat(raised.json().path("cap_usd").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(raised.json().path("own_cap").asBoolean()).isTrue();

        Answer back = put("/api/v1/budgets/run:" + run, "{\"cap_usd\": null}");
        assertThat(back.json().path("cap_usd").decimalValue()).isEqualByComparingTo("1");
        assertThat(back.json().path("own_cap").asBoolean()).isFalse();
    }

    @Test
    void a_path_names_a_run_or_a_month_whatever_its_encoding() {
        Answer answer = put("/api/v1/budgets/month%3A" + month, "{\"cap_usd\": 90}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("scope").asText()).isEqualTo("month:" + month);
        put("/api/v1/budgets/month:" + month, "{\"cap_usd\": null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cap_usd\": -1}",
                "{\"cap_usd\": \"7\"}",
                "{\"cap_usd\": 1e30}",
                "{\"cap_usd\": 1e400}",
                "{\"cap_usd\": 1, \"scope\": \"month\"}",
                "[]"
            })
    void a_cap_that_is_none_is_refused(String body) {
        assertThat(put("/api/v1/budgets/month:" + month, body).status()).isEqualTo(422);
    }

    @Test
    void a_budget_that_is_none_or_has_no_limit_is_refused() {
        assertThat(put("/api/v1/budgets/everything", "{\"cap_usd\": 1}").status())
                .isEqualTo(422);
        assertThat(put("/api/v1/budgets/month:2026-13", "{\"cap_usd\": -1}")
                        .json()
                        .path("errors")
                        .findValuesAsText("path"))
                .containsExactlyInAnyOrder("/path/scope", "/cap_usd");
        assertThat(put("/api/v1/budgets/run:" + UUID.randomUUID(), "{\"cap_usd\": 1}")
                        .status())
                .isEqualTo(404);
        assertThat(put("/api/v1/budgets/user:anna:" + month, "{\"cap_usd\": 1}").status())
                .isEqualTo(409);
        assertThat(put("/api/v1/budgets/month:" + month, "{").status()).isEqualTo(400);
    }

    private Answer put(String target, String json) {
        return send("PUT", target, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }
}
