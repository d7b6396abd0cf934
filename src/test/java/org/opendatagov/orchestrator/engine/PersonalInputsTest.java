package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class PersonalInputsTest extends EngineTestBase {
    private static final String SECRET = "Ann Other, 078-05-1120";

    @Autowired
    JdbcClient database;

    @Autowired
    PersonalInputs personal;

    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void look() {
        experts.all(request -> {
            seen.add(request.inputs().getOrDefault("text", ""));
            return ScriptedExpert.trivial(request);
        });
    }

    private String stored(UUID run) {
        return database.sql("""
                SELECT concat(run.inputs, run.definition, (SELECT string_agg(payload::text, ' ') FROM journal WHERE run = run.id))
                FROM run WHERE id = ?""").param(run).query(String.class).single();
    }

    @Test
    void a_personal_input_reaches_its_expert_and_is_recorded_as_length_and_hash_alone() {
        RunView byName = run(definition(task("a")), Map.of("text", SECRET));
        RunView byReference =
                run(definition(task("a", "inputs", Map.of("text", "${inputs.letter}"))), Map.of("letter", SECRET));
        RunView literal = run(definition(task("a", "inputs", Map.of("text", SECRET))), Map.of());

        for (RunView run : List.of(byName, byReference, literal)) {
            assertThat(run.status()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
            assertThat(stored(run.id())).doesNotContain("Ann", "-1120").contains("\"length\":22");
        }
        assertThat(seen).containsExactly(SECRET, SECRET, SECRET);
    }

    @Test
    void a_sub_workflow_is_given_it_and_does_not_record_it_either() {
        RunView run = run(
                definition(
                        task(
                                "sub",
                                "uses",
                                "workflow:by_kind",
                                "inputs",
                                Map.of("file_path", "a.csv", "text", "${inputs.text}")),
                        task("own")),
                Map.of("text", SECRET));

        assertThat(run.status()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
        assertThat(seen).contains(SECRET);
        UUID child = store.children(run.id()).getFirst();
        assertThat(stored(child)).doesNotContain("Ann");
    }

    @Test
    void where_the_memory_is_gone_the_run_fails_and_says_so() {
        UUID run = start(
                definition(task("sign", "uses", "approval"), task("scan", "depends_on", List.of("sign"))),
                Map.of("text", SECRET));
        awaitState(run, RunState.WAITING);
        personal.forget(run);
        runs.decide(run, "sign", "", true, "", "");
        RunView ended = ended(run);

        assertThat(ended.status()).isEqualTo(RunState.FAILED);
        assertThat(task(ended, "scan").error().orElseThrow().code()).isEqualTo("input_not_kept");
        assertThat(seen).isEmpty();
    }

    @Test
    void a_fork_keeps_what_was_answered_and_fails_where_it_would_need_the_text_again() {
        RunView source = run(definition(task("a"), task("b", "action", "detect_pii")), Map.of("text", SECRET));
        RunView same =
                ended(runs.fork(source.id(), Optional.empty(), Optional.empty()).runId());
        assertThat(same.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(same.saving().orElseThrow().outcomes()).isEqualTo(2);

        UUID other = runs.fork(
                        source.id(), Optional.empty(), Optional.of(definition(task("a", "action", "validate_gdpr"))))
                .runId();
        await().atMost(LONG).until(() -> runs.find(other).orElseThrow().status().ended());
        assertThat(task(ended(other), "a").error().orElseThrow().code()).isEqualTo("input_not_kept");
    }

    @Test
    void a_workflow_that_uses_itself_comes_to_an_end() {
        RunView run = run(definition(task("sub", "uses", "workflow:endless")), Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).contains("a workflow that uses itself has no end");
    }

    @Test
    void what_is_personal_cannot_be_run_later() {
        RunRequest request = RunRequest.of(definition(task("a")), Map.of("text", SECRET));
        assertThat(runs.notKept(request)).extracting("path").containsExactly("/inputs");
        assertThat(runs.notKept(RunRequest.of(definition(task("a")), Map.of()))).isEmpty();
        assertThatThrownBy(() -> runs.notKept(RunRequest.of(definition(task("a", "action", "none")), Map.of())))
                .hasMessageContaining("none");
    }
}
