package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ScriptedExpert;

class SteeringTest extends EngineTestBase {
    private static final Map<String, Object> APPROVED = definition(
            task("draft"),
            task("sign", "uses", "approval", "depends_on", List.of("draft")),
            task("publish", "depends_on", List.of("sign")),
            task("beside", "depends_on", List.of("draft")));

    private static void conflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void an_approval_holds_its_branch_alone_and_goes_on_when_given() {
        UUID run = start(APPROVED, Map.of());
        RunView waiting = awaitState(run, RunState.WAITING);

        assertThat(waiting.reason()).isEqualTo("approval");
        assertThat(status(waiting, "sign")).isEqualTo(TaskState.WAITING);
        assertThat(task(waiting, "sign").waitingFor()).isEqualTo("approval");
        assertThat(status(waiting, "beside")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(status(waiting, "publish")).isEqualTo(TaskState.PENDING);

        runs.decide(run, "sign", "", true, "looks right", "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(result(run, "sign")).isEqualTo(Map.of("decision", "approve", "comment", "looks right", "by", "ada"));
        assertThat(attempts(run, "draft")).isOne();
        conflict(() -> runs.decide(run, "sign", "", true, "", ""));
    }

    @Test
    void a_rejection_fails_the_task_and_says_why() {
        UUID run = start(APPROVED, Map.of());
        awaitState(run, RunState.WAITING);
        runs.decide(run, "sign", "", false, "wrong numbers", "ada");
        RunView ended = ended(run);

        assertThat(ended.status()).isEqualTo(RunState.FAILED);
        assertThat(task(ended, "sign").error().orElseThrow().message()).contains("wrong numbers");
    }

    @Test
    void what_nobody_asks_about_cannot_be_decided() {
        UUID run = start(APPROVED, Map.of());
        awaitState(run, RunState.WAITING);
        conflict(() -> runs.decide(run, "draft", "", true, "", ""));
        runs.cancel(run, "");
    }

    @Test
    void a_cancelled_run_is_interrupted_and_stays_cancelled() throws Exception {
        Semaphore interrupted = new Semaphore(0);
        experts.all(request -> {
            try {
                TimeUnit.MINUTES.sleep(5);
            } catch (InterruptedException e) {
                interrupted.release();
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(definition(task("endless"), task("next", "depends_on", List.of("endless"))), Map.of());
        await().atMost(LONG).until(() -> attempts(run, "endless") == 1);
        runs.cancel(run, "ada");
        RunView ended = ended(run);

        assertThat(ended.status()).isEqualTo(RunState.CANCELLED);
        assertThat(status(ended, "endless")).isEqualTo(TaskState.CANCELLED);
        assertThat(interrupted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        conflict(() -> runs.cancel(run, ""));
        conflict(() -> runs.pause(run, ""));
    }

    @Test
    void a_paused_run_lets_its_tasks_end_and_goes_on_when_resumed() {
        Semaphore going = new Semaphore(0);
        experts.all(request -> {
            if (request.taskId().equals("first")) {
                going.acquireUninterruptibly();
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(definition(task("first"), task("second", "depends_on", List.of("first"))), Map.of());
        await().atMost(LONG).until(() -> attempts(run, "first") == 1);
        runs.pause(run, "ada");
        going.release();
        RunView paused = awaitState(run, RunState.WAITING);

        assertThat(paused.reason()).isEqualTo("paused");
        assertThat(status(paused, "first")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(attempts(run, "second")).isZero();
        runs.resume(run, "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(attempts(run, "first")).isOne();
        conflict(() -> runs.resume(run, ""));
    }

    @Test
    void a_retry_keeps_what_is_valid_and_does_the_rest_again() {
        AtomicBoolean broken = new AtomicBoolean(true);
        experts.all(request -> {
            if (request.taskId().equals("second") && broken.get()) {
                throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "broken");
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(
                definition(
                        task("first"),
                        task("second", "depends_on", List.of("first")),
                        task("third", "depends_on", List.of("second"))),
                Map.of());
        assertThat(ended(run).status()).isEqualTo(RunState.FAILED);
        broken.set(false);
        runs.retry(run, Optional.empty(), "ada");
        await().atMost(LONG).until(() -> runs.find(run).orElseThrow().status() == RunState.SUCCEEDED);

        assertThat(attempts(run, "first")).isOne();
        assertThat(attempts(run, "second")).isEqualTo(2);
        runs.retry(run, Optional.of("first"), "ada");
        await().atMost(LONG).until(() -> attempts(run, "third") == 2);
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(attempts(run, "first")).isEqualTo(2);
    }

    @Test
    void a_fork_takes_over_what_its_change_does_not_touch() {
        Map<String, Object> definition = definition(
                task("stable", "inputs", Map.of("file_path", "same")),
                task("changed", "inputs", Map.of("file_path", "${inputs.path}")),
                task("after", "depends_on", List.of("changed")),
                task("beside", "depends_on", List.of("stable")));
        RunView source = run(definition, Map.of("path", "one"));
        UUID fork = runs.fork(source.id(), Optional.of(Map.of("path", "two")), Optional.empty())
                .runId();
        RunView ended = ended(fork);

        assertThat(ended.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.forkOf()).contains(source.id());
        assertThat(ended.tasks())
                .filteredOn(TaskView::cached)
                .extracting(TaskView::id)
                .contains("stable", "beside");
        assertThat(task(ended, "changed").cached()).isFalse();
        assertThat(attempts(fork, "stable")).isZero();
    }

    @Test
    void what_happens_is_told_in_order_without_gaps() {
        RunView run = run(definition(task("only")), Map.of());
        List<RunEvent> events = runs.events(run.id(), 0, 100);

        assertThat(events).extracting(RunEvent::seq).containsExactly(1, 2, 3, 4);
        assertThat(events)
                .extracting(RunEvent::kind)
                .containsExactly("run_accepted", "attempt", "outcome", "run_ended");
        assertThat(runs.events(run.id(), 2, 100)).hasSize(2);
    }

    @Test
    void what_tasks_share_is_shown_by_prefix() {
        RunView run = run(definition(task("one"), task("two")), Map.of());

        assertThat(runs.context(run.id(), "two."))
                .extracting("key", "value", "source")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("two.done", "two", ""));
    }

    @Test
    void labels_find_runs() {
        UUID labelled = runs.submit(new RunRequest(
                        "",
                        Optional.of(definition(task("only"))),
                        Map.of(),
                        Map.of("team", "finance", "tier", "gold"),
                        0,
                        Optional.empty()))
                .runId();
        run(definition(task("only")), Map.of());
        RunFilter finance = new RunFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("team", "finance"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);

        assertThat(runs.list(finance).runs()).extracting(RunView::id).containsExactly(labelled);
    }
}
