package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore.Registered;
import org.springframework.beans.factory.annotation.Autowired;

class ExpertsApiTest extends ApiTest {
    private static final String PATH = "/api/v1/experts";
    private static final String JUDGE = """
            {"expert_id": "judge-1", "expert_name": "JudgeExpert", "address": "http://127.0.0.1:9",
             "actions": [{"name": "judge", "capability": "judging", "description": "Judges",
                          "inputs": {"type": "object"}, "result": {"type": "object"}}],
             "llm_backend": "some model", "max_concurrent_tasks": 3}""";

    @Autowired
    private ExpertInstanceStore store;

    @AfterEach
    void removeAll() {
        for (Registered found : store.instances(Duration.ofDays(1))) {
            delete(found.instance().expertId());
        }
    }

    private Answer delete(String id) {
        return send("DELETE", PATH + "/" + id, BodyPublishers.noBody());
    }

    private Answer heartbeat(String id) {
        return send("PUT", PATH + "/" + id + "/heartbeat", BodyPublishers.noBody());
    }

    private JsonNode expert(String name) {
        for (JsonNode expert : get(PATH).json().get("experts")) {
            if (expert.get("expert_name").asText().equals(name)) {
                return expert;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void experts_are_listed_with_their_actions_and_instances() {
        JsonNode expert = expert("SchemaExpert");
        assertThat(expert.get("actions").get(0).get("name").asText()).isEqualTo("analyze_schema");
        assertThat(expert.get("status").asText()).isEqualTo("available");
        assertThat(expert.get("max_concurrent_tasks").asInt()).isEqualTo(100);
        assertThat(expert.get("instances").get(0).get("address").asText()).isEqualTo("in-process");
    }

    @Test
    void an_instance_registers_beats_and_goes() {
        assertThat(post(PATH, JUDGE).status()).isEqualTo(201);
        assertThat(post(PATH, JUDGE).status()).isEqualTo(200);
        JsonNode expert = expert("JudgeExpert");
        assertThat(expert.get("llm_backend").asText()).isEqualTo("some model");
        assertThat(expert.get("capabilities").get(0).asText()).isEqualTo("judging");
        assertThat(expert.get("instances")).hasSize(1);
        assertThat(heartbeat("judge-1").status()).isEqualTo(200);

        assertThat(delete("judge-1").status()).isEqualTo(200);
        assertThat(delete("judge-1").status()).isEqualTo(404);
        assertThat(heartbeat("judge-1").status()).isEqualTo(404);
        Awaitility.await().until(() -> expert("JudgeExpert").get("instances").isEmpty());
        assertThat(expert("JudgeExpert").get("status").asText()).isEqualTo("offline");
    }

    @Test
    void an_id_is_made_where_none_is_given_and_is_the_same_again() {
        String body = "{\"expert_name\": \"SchemaExpert\", \"address\": \"http://localhost:9\"}";
        Answer first = post(PATH, body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(post(PATH, body).status()).isEqualTo(200);
        assertThat(first.json().get("actions").get(0).asText()).isEqualTo("analyze_schema");
        assertThat(first.json().get("max_concurrent_tasks").asInt()).isEqualTo(10);
    }

    @Test
    void all_that_is_wrong_with_a_registration_is_said_at_once() {
        Answer answer = post(PATH, """
                {"expert_name": 5, "address": "file:/etc", "actions": [{"name": "x", "colour": 1}], "max_concurrent_tasks": 0}""");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        "/expert_name", "/address", "/actions/0", "/actions/0/capability", "/max_concurrent_tasks");
    }

    @Test
    void what_is_anothers_cannot_be_registered_and_without_a_secret_no_address_but_loopback() {
        String foreign = JUDGE.replace("127.0.0.1", "203.0.113.7");
        assertThat(post(PATH, foreign).json().get("errors").findValuesAsText("code"))
                .containsExactly("forbidden_address");
        String taken = JUDGE.replace("\"judge\"", "\"analyze_schema\"");
        assertThat(post(PATH, taken).json().get("errors").findValuesAsText("code"))
                .containsExactly("action_taken");
        assertThat(post(PATH, JUDGE.replace("judge-1", "SchemaExpert")).status())
                .isEqualTo(409);
        assertThat(post(PATH, "{\"expert_name\": \"NewExpert\", \"address\": \"http://127.0.0.1:9\"}")
                        .json()
                        .get("errors")
                        .findValuesAsText("code"))
                .containsExactly("missing_actions");
    }
}
