package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tasks whose call cannot go on for now, as where a budget is reached: they wait without a thread. */
class HeldTaskTest extends EngineTestBase {
    private static final Map<String, Object> DEFINITION = definition(
            task("first"),
            task("held", "depends_on", List.of("first"), "timeout", "5s"),
            task("beside", "depends_on", List.of("first")),
            task("last", "depends_on", List.of("held", "beside")));

    @Autowired
    HeldRuns held;

    @Autowired
    JdbcClient database;

    /** The task {@code held} is suspended while the budget is reached. */
    private AtomicBoolean reached(String reason, Optional<Instant> until) {
        AtomicBoolean reached = new AtomicBoolean(true);
        experts.all(request -> answer(request, reached, reason, until));
        return reached;
    }

    private static ExpertReport answer(
            ExpertRequest request, AtomicBoolean reached, String reason, Optional<Instant> until) {
        if (request.taskId().equals("held") && reached.get()) {
            throw new CallSuspended(reason, until);
        }
        return ScriptedExpert.trivial(request);
    }

    @Test
    void a_task_that_waits_for_a_budget_says_so_and_stops_its_branch_alone_until_the_budget_is_raised() {
        AtomicBoolean reached = reached("budget: run", Optional.empty());
        UUID run = start(DEFINITION, Map.of());
        RunView waiting = awaitState(run, RunState.WAITING);

        assertThat(waiting.reason()).isEqualTo("budget: run");
        assertThat(status(waiting, "held")).isEqualTo(TaskState.WAITING);
        assertThat(task(waiting, "held").waitingFor()).isEqualTo("budget: run");
        assertThat(status(waiting, "beside")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(status(waiting, "last")).isEqualTo(TaskState.PENDING);
        assertThat(runs.events(run, 0, 100)).anySatisfy(event -> {
            assertThat(event.kind()).isEqualTo("held");
            assertThat(event.details()).containsEntry("reason", "budget: run");
        });

        reached.set(false);
        assertThat(runs.budgetsChanged("ada")).isPositive();

        RunView ended = ended(run);
        assertThat(ended.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(task(ended, "held").attempts()).isEqualTo(1);
        assertThat(runs.events(run, 0, 100)).anySatisfy(event -> {
            assertThat(event.kind()).isEqualTo("resumed");
            assertThat(event.details()).containsEntry("by", "ada");
        });
    }

    @Test
    void it_goes_on_by_itself_when_its_time_comes() {
        Instant until = Instant.now().plus(Duration.ofSeconds(2));
        AtomicInteger calls = new AtomicInteger();
        experts.all(request -> {
            if (request.taskId().equals("held") && calls.getAndIncrement() == 0) {
                throw new CallSuspended("budget: month:2026-03", Optional.of(until));
            }
            return ScriptedExpert.trivial(request);
        });

        RunView ended = run(DEFINITION, Map.of());

        assertThat(ended.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.finishedAt().orElseThrow()).isAfterOrEqualTo(until);
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_restart_looks_again_and_waits_again_where_nothing_has_changed() {
        AtomicBoolean reached = reached("budget: run", Optional.empty());
        UUID run = start(DEFINITION, Map.of());
        awaitState(run, RunState.WAITING);
        long before = attempts(run, "held");

        held.restarted();
        org.awaitility.Awaitility.await().atMost(LONG).until(() -> attempts(run, "held") > before);
        assertThat(awaitState(run, RunState.WAITING).reason()).isEqualTo("budget: run");

        reached.set(false);
        held.restarted();
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void cancelling_reaches_it_and_pausing_is_not_undone_by_a_raised_budget() {
        reached("budget: run", Optional.empty());
        UUID cancelled = start(DEFINITION, Map.of());
        UUID paused = start(DEFINITION, Map.of());
        awaitState(cancelled, RunState.WAITING);
        awaitState(paused, RunState.WAITING);

        runs.cancel(cancelled, "ada");
        assertThat(ended(cancelled).status()).isEqualTo(RunState.CANCELLED);

        runs.pause(paused, "ada");
        assertThat(awaitState(paused, RunState.WAITING).reason()).isEqualTo("paused");
        runs.budgetsChanged("bob");
        assertThat(runs.find(paused).orElseThrow().reason()).isEqualTo("paused");
        runs.cancel(paused, "ada");
        assertThat(ended(paused).status()).isEqualTo(RunState.CANCELLED);
    }

    /** What a replica of another version noted before it was killed is in the journal when this one takes the run. */
    @Test
    void look_ups_and_kinds_of_a_later_version_are_told_and_replay_passes_over_them() {
        UUID run = start(
                definition(
                        task("first"),
                        task("sign", "uses", "approval", "depends_on", List.of("first")),
                        task("last", "depends_on", List.of("sign"))),
                Map.of());
        awaitState(run, RunState.WAITING);
        note(run, "tool_call", """
                {"id": "tool.1", "tool": "profile_column", "parameters": "{}", "outcome": "answered", "millis": 7}""");
        note(run, "of_a_later_version", "[1]");

        runs.decide(run, "sign", "", true, "", "ada");

        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(attempts(run, "first")).isEqualTo(1);
        assertThat(runs.events(run, 0, 100))
                .anySatisfy(event -> {
                    assertThat(event.kind()).isEqualTo("tool_call");
                    assertThat(event.details()).containsEntry("tool", "profile_column");
                })
                .anySatisfy(event -> {
                    assertThat(event.kind()).isEqualTo("unknown");
                    assertThat(event.details()).isEmpty();
                });
    }

    private void note(UUID run, String kind, String payload) {
        database.sql("""
                        INSERT INTO journal (run, seq, kind, generation, task, payload, at)
                        SELECT run, max(seq) + 1, :kind, 0, 'first', CAST(:payload AS json), now() FROM journal WHERE run = :run GROUP BY run""")
                .param("run", run)
                .param("kind", kind)
                .param("payload", payload)
                .update();
    }
}
