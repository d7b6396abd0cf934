package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForecastApiTest extends ApiTest {
    private static final String FORECAST = "/api/v1/runs:forecast";

    private static String definition(String id, String file) {
        return run(file).replace("\"workflow\": \"onboard_dataset\"", """
                        "definition": {"workflow_id": "%s", "tasks": [
                          {"id": "look", "action": "analyze_schema"},
                          {"id": "release", "uses": "approval", "depends_on": ["look"]},
                          {"id": "scan", "action": "detect_pii", "depends_on": ["look"]}]}""".formatted(id));
    }

    @Test
    void a_workflow_that_ran_is_forecast_from_its_runs_and_nothing_is_started() {
        assertThat(post("/api/v1/runs?wait=30s", run("a.csv")).status()).isEqualTo(200);
        long before = recorded();

        JsonNode forecast = post(FORECAST, run("b.csv")).json();

        assertThat(recorded()).isEqualTo(before);
        assertThat(forecast.path("based_on").asInt()).isPositive();
        assertThat(forecast.path("without_history")).isEmpty();
        assertThat(forecast.path("seconds").path("high").decimalValue())
                .isGreaterThanOrEqualTo(forecast.path("seconds").path("low").decimalValue());
        assertThat(forecast.path("critical_path").path(0).asText()).isEqualTo("schema_analysis");
        assertThat(forecast.path("cost_usd").path("expected").decimalValue()).isZero();
        assertThat(forecast.path("tasks").findValuesAsText("cost_basis")).containsOnly("no_model");
    }

    @Test
    void a_new_definition_is_forecast_by_its_actions_elsewhere_and_people_are_left_out() {
        assertThat(post("/api/v1/runs?wait=30s", run("a.csv")).status()).isEqualTo(200);

        JsonNode forecast = post(
                        FORECAST,
                        definition("new_" + UUID.randomUUID().toString().replace("-", ""), "a.csv"))
                .json();

        assertThat(forecast.path("based_on").asInt()).isZero();
        assertThat(forecast.path("waiting_for_people").path(0).asText()).isEqualTo("release");
        assertThat(forecast.path("tasks").path(2).path("based_on").asInt()).isPositive();
        assertThat(forecast.path("critical_path")).hasSize(2);
    }

    @Test
    void a_request_that_could_not_run_is_refused_as_a_run_is() {
        assertThat(post(FORECAST, "{\"workflow\": \"no_such\"}").status()).isEqualTo(422);
        assertThat(post(FORECAST, "{\"workflow\": \"onboard_dataset\", \"inputs\": {\"file_path\": 7}}")
                        .paths())
                .contains("/inputs/file_path");
        assertThat(post(FORECAST, "{\"workflow\": 7, \"colour\": 1}").paths())
                .containsExactlyInAnyOrder("/workflow", "/colour");
        assertThat(post(FORECAST, "{").status()).isEqualTo(400);
    }
}
