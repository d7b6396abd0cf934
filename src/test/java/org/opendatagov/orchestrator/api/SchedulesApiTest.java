package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesApiTest extends ApiTest {
    private static final String PATH = "/api/v1/schedules";

    private static String body(String id, String more) {
        String times = more.isEmpty() ? ", \"cron\": \"0 6 * * 1-5\", \"time_zone\": \"Europe/Berlin\"" : more;
        return """
                {"id": "%s", "labels": {"team": "data"}%s,
                 "definition": {"workflow_id": "nightly", "tasks": [{"id": "look", "action": "analyze_schema"}]}}""".formatted(id, times);
    }

    private Answer delete(String id) {
        return send("DELETE", PATH + "/" + id, BodyPublishers.noBody());
    }

    @Test
    void a_schedule_is_made_shown_paused_resumed_and_deleted() {
        Answer made = post(PATH, body("api_nightly", ""), "X-Orchestrator-User", "ada");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo(PATH + "/api_nightly");
        JsonNode schedule = get(PATH + "/api_nightly").json();
        assertThat(schedule.path("missed").asText()).isEqualTo("once");
        assertThat(schedule.path("created_by").asText()).isEqualTo("ada");
        assertThat(schedule.path("due_at").asText()).isNotEmpty();
        assertThat(get(PATH).json().path("schedules").findValuesAsText("id")).contains("api_nightly");

        JsonNode paused = post(PATH + "/api_nightly/pause", "").json();
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(paused.has("due_at")).isFalse();
        assertThat(post(PATH + "/api_nightly/resume", "").json().path("due_at")).isEqualTo(schedule.path("due_at"));
        assertThat(post(PATH, body("api_nightly", "")).status()).isEqualTo(409);
        assertThat(delete("api_nightly").status()).isEqualTo(200);
        assertThat(get(PATH + "/api_nightly").status()).isEqualTo(404);
        assertThat(delete("api_nightly").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", \"missed\": \"never\" | /missed",
                ", \"missed\": 1 | /missed",
                ", \"paused\": \"yes\" | /paused",
                ", \"time_zone\": \"Mars\" | /time_zone",
                ", \"cron\": \"* * *\" | /cron",
                ", \"priority\": 1.5 | /priority",
                ", \"workflow\": \"onboard_dataset\" | /workflow",
                ", \"every\": \"day\" | /every"
            })
    void what_is_wrong_is_refused_with_its_place(String more, String path) {
        Answer refused = post(PATH, body("api_wrong", more));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.paths()).contains(path);
        assertThat(get(PATH + "/api_wrong").status()).isEqualTo(404);
    }

    @Test
    void members_that_are_missing_are_all_named() {
        assertThat(post(PATH, "{}").paths()).contains("/id", "/cron", "/workflow");
    }
}
