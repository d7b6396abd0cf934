package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class FailureTest extends EngineTestBase {
    @Autowired
    JdbcClient database;

    private void fails(String task) {
        experts.all(request -> {
            if (request.taskId().equals(task)) {
                throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "broken");
            }
            return ScriptedExpert.trivial(request);
        });
    }

    private static Map<String, Object> chain(String onFailure) {
        return definition(
                task("bad", "on_failure", onFailure),
                task("behind", "depends_on", List.of("bad")),
                task("further", "depends_on", List.of("behind")),
                task("beside"));
    }

    @Test
    void fail_starts_nothing_new_and_lets_what_runs_end() {
        Semaphore going = new Semaphore(0);
        experts.all(request -> switch (request.taskId()) {
            case "bad" -> throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "broken");
            case "long" -> {
                going.acquireUninterruptibly();
                yield ScriptedExpert.trivial(request);
            }
            default -> ScriptedExpert.trivial(request);
        });
        UUID run = start(
                definition(
                        task("long"),
                        task("bad", "depends_on", List.of("first")),
                        task("first"),
                        task("after_long", "depends_on", List.of("long"))),
                Map.of());
        await().atMost(LONG).until(() -> status(runs.find(run).orElseThrow(), "bad") == TaskState.FAILED);
        going.release();
        RunView ended = ended(run);

        assertThat(ended.status()).isEqualTo(RunState.FAILED);
        assertThat(ended.reason()).isEqualTo("broken");
        assertThat(status(ended, "long")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(status(ended, "after_long")).isEqualTo(TaskState.CANCELLED);
        assertThat(attempts(run, "after_long")).isZero();
    }

    @Test
    void skip_dependents_skips_what_comes_after_and_the_run_ends_partial() {
        fails("bad");
        RunView run = run(chain("skip_dependents"), Map.of());

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.partial()).isTrue();
        assertThat(status(run, "behind")).isEqualTo(TaskState.SKIPPED);
        assertThat(status(run, "further")).isEqualTo(TaskState.SKIPPED);
        assertThat(status(run, "beside")).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void continue_goes_on_as_if_nothing_was_and_the_run_ends_partial() {
        fails("bad");
        RunView run = run(chain("continue"), Map.of());

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.partial()).isTrue();
        assertThat(status(run, "bad")).isEqualTo(TaskState.FAILED);
        assertThat(status(run, "further")).isEqualTo(TaskState.SUCCEEDED);
    }

    /** So many good calls that a few bad ones are no sign of a sick instance. */
    private void keepBreakersClosed() {
        run(
                definition(task("good", "for_each", "inputs.calls")),
                Map.of("calls", IntStream.range(0, 20).boxed().toList()));
    }

    @ParameterizedTest
    // While the database is away attempts do not count: FaultTest and its kin show that.
    @EnumSource(value = ErrorCode.class, mode = EnumSource.Mode.EXCLUDE, names = "STORE_UNAVAILABLE")
    void what_may_pass_is_tried_again_and_what_cannot_is_not(ErrorCode code) {
        AtomicInteger calls = new AtomicInteger();
        keepBreakersClosed();
        experts.all(request -> {
            calls.incrementAndGet();
            throw new OrchestratorException(code, "no");
        });
        RunView run = run(definition(task("only", "retry", Map.of("max_attempts", 3, "backoff", "1ms"))), Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(task(run, "only").attempts()).isEqualTo(code.retryable() ? 3 : 1);
        assertThat(calls).hasValue(code.retryable() ? 3 : 1);
    }

    @Test
    void a_replay_over_other_inputs_than_were_recorded_fails_the_run() {
        UUID run = start(
                definition(task("draft"), task("sign", "uses", "approval", "depends_on", List.of("draft"))), Map.of());
        awaitState(run, RunState.WAITING);
        database.sql("UPDATE journal SET input_hash = 'another' WHERE run = ? AND kind = 'outcome' AND task = 'draft'")
                .param(run)
                .update();
        runs.decide(run, "sign", "", true, "", "");
        RunView ended = ended(run);

        assertThat(ended.status()).isEqualTo(RunState.FAILED);
        assertThat(ended.reason()).contains("'draft' belongs to other inputs than it has now");
        assertThat(attempts(run, "draft")).isOne();
        assertThat(runs.events(run, 0, 100).getLast().details()).containsEntry("code", "replay_diverged");
    }
}
