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
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
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
        Semaphore begun = new Semaphore(0);
        Semaphore interrupted = new Semaphore(0);
        experts.all(request -> {
            begun.release();
            try {
                TimeUnit.MINUTES.sleep(5);
            } catch (InterruptedException e) {
                interrupted.release();
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(definition(task("endless"), task("next", "depends_on", List.of("endless"))), Map.of());
        assertThat(begun.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
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
        assertThat(ended.saving().orElseThrow().outcomes())
                .as("also what is behind the changed one, for that answered the same")
                .isEqualTo(3);
        assertThat(source.saving()).isEmpty();
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
                .containsExactly(org.assertj.core.groups.Tuple.tuple("two.done", "two", "SchemaExpert"));
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
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);

        assertThat(runs.list(finance).runs()).extracting(RunView::id).containsExactly(labelled);
    }

    private static ExpertReport slow(ExpertRequest request, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ScriptedExpert.trivial(request);
    }

    @Test
    void a_fork_with_another_definition_keeps_what_both_have_and_shows_the_time_that_it_saved() {
        experts.all(request -> slow(request, 60));
        RunView source = run(
                definition(task("one"), task("two", "depends_on", List.of("one")), task("old", "action", "detect_pii")),
                Map.of());
        Map<String, Object> changed = definition(
                task("one"),
                task("two", "depends_on", List.of("one"), "action", "validate_gdpr"),
                task("new", "depends_on", List.of("one")));
        UUID fork =
                runs.fork(source.id(), Optional.empty(), Optional.of(changed)).runId();
        RunView ended = ended(fork);

        assertThat(ended.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.tasks())
                .filteredOn(TaskView::cached)
                .extracting(TaskView::id)
                .containsExactly("one");
        assertThat(ended.saving().orElseThrow().outcomes()).isOne();
        assertThat(ended.saving().orElseThrow().seconds()).isBetween(0.05, 60.0);
        assertThat(attempts(source.id(), "one")).isOne();

        UUID again = runs.fork(fork, Optional.empty(), Optional.empty()).runId();
        RunView forked = ended(again);
        assertThat(forked.saving().orElseThrow().outcomes()).isEqualTo(3);
        assertThat(forked.saving().orElseThrow().seconds()).isGreaterThan(0.15);
    }

    @Test
    void a_fork_of_a_fan_out_keeps_the_items_that_did_not_change() {
        experts.all(request -> request.taskId().equals("list")
                ? new ExpertReport(
                        "done",
                        List.of(),
                        List.of(),
                        Map.of(
                                "files",
                                List.of("a", String.valueOf(request.inputs().get("file_path")))),
                        Map.of(),
                        Map.of())
                : ScriptedExpert.trivial(request));
        Map<String, Object> definition = Map.of(
                "workflow_id",
                "fan",
                "tasks",
                List.of(task("each", "for_each", "inputs.files", "inputs", Map.of("file_path", "${item}"))));
        RunView source = run(definition, Map.of("files", List.of("a", "b")));
        RunView fork =
                ended(runs.fork(source.id(), Optional.of(Map.of("files", List.of("a", "c", "b"))), Optional.empty())
                        .runId());

        assertThat(fork.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(task(fork, "each").cached()).isFalse();
        assertThat(fork.saving().orElseThrow().outcomes())
                .as("item 0 alone: its place and inputs are the same")
                .isOne();
    }

    @Test
    void a_fork_that_changes_nothing_of_a_fan_out_shows_it_as_taken_over() {
        Map<String, Object> definition =
                definition(task("each", "for_each", "inputs.files", "inputs", Map.of("file_path", "${item}")));
        RunView source = run(definition, Map.of("files", List.of("a", "b")));
        RunView fork =
                ended(runs.fork(source.id(), Optional.empty(), Optional.empty()).runId());

        assertThat(task(fork, "each").cached()).isTrue();
        assertThat(fork.saving().orElseThrow().outcomes()).isEqualTo(2);
    }

    @Test
    void what_the_items_of_a_fan_out_share_is_seen_by_those_behind_it() {
        experts.all(request -> request.taskId().equals("behind")
                ? new ExpertReport(
                        "done",
                        List.of(),
                        List.of(),
                        Map.of(
                                "second",
                                        request.context()
                                                .get("each[1].done")
                                                .orElseThrow()
                                                .value(),
                                "all", request.context().byPrefix("each[").size(),
                                "snapshot",
                                        request.context().snapshot().getAll().size()),
                        Map.of(),
                        Map.of())
                : ScriptedExpert.trivial(request));
        RunView run = run(
                definition(task("each", "for_each", "['x', 'y']"), task("behind", "depends_on", List.of("each"))),
                Map.of());

        assertThat(result(run.id(), "behind")).isEqualTo(Map.of("second", "each", "all", 2, "snapshot", 2));
        assertThat(runs.context(run.id(), "each"))
                .extracting("key", "source")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("each[0].done", "SchemaExpert"),
                        org.assertj.core.groups.Tuple.tuple("each[1].done", "SchemaExpert"));
    }

    /** A run that waits for a sub-workflow whose second task is under way until it is let go. */
    private UUID startOverSubWorkflow(Semaphore going) {
        experts.all(request -> {
            if (request.taskId().equals("quality")) {
                going.acquireUninterruptibly();
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(
                definition(task("sub", "uses", "workflow:optional_quality", "inputs", Map.of("file_path", "a"))),
                Map.of());
        awaitState(run, RunState.WAITING);
        await().atMost(LONG).until(() -> attempts(store.children(run).getFirst(), "quality") == 1);
        return run;
    }

    @Test
    void a_sub_workflow_rests_while_its_run_is_paused_and_ends_with_it() {
        Semaphore going = new Semaphore(0);
        UUID run = startOverSubWorkflow(going);
        UUID child = store.children(run).getFirst();
        runs.pause(run, "ada");
        await().atMost(LONG)
                .until(() -> store.journal(child).stream().anyMatch(entry -> entry.kind() == EntryKind.PAUSED));
        going.release();
        assertThat(awaitState(child, RunState.WAITING).reason()).isEqualTo("paused");
        assertThat(attempts(child, "cost")).isZero();

        runs.resume(run, "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(runs.find(child).orElseThrow().status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void a_run_that_was_cancelled_over_its_sub_workflow_waits_for_a_new_one_when_it_is_retried() {
        Semaphore going = new Semaphore(0);
        UUID run = startOverSubWorkflow(going);
        UUID first = store.children(run).getFirst();
        runs.cancel(run, "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.CANCELLED);
        assertThat(ended(first).status()).isEqualTo(RunState.CANCELLED);

        runs.retry(run, Optional.empty(), "ada");
        going.release(2);
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(store.children(run)).hasSize(2);
    }

    @Test
    void what_cannot_be_retried_is_refused_with_the_reason() {
        RunView done = run(definition(task("only")), Map.of());
        conflict(() -> runs.retry(done.id(), Optional.empty(), ""));
        assertThatThrownBy(() -> runs.retry(done.id(), Optional.of("nothing"), ""))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.problems()).extracting("path").containsExactly("/from");
                });
        assertThatThrownBy(() -> runs.retry(UUID.randomUUID(), Optional.empty(), ""))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        UUID open = start(APPROVED, Map.of());
        awaitState(open, RunState.WAITING);
        conflict(() -> runs.retry(open, Optional.of("draft"), ""));
        runs.cancel(open, "");
    }

    @Test
    void a_cancelled_run_goes_on_when_it_is_retried_and_asks_again() {
        UUID run = start(APPROVED, Map.of());
        awaitState(run, RunState.WAITING);
        runs.cancel(run, "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.CANCELLED);
        runs.retry(run, Optional.empty(), "ada");
        awaitState(run, RunState.WAITING);

        runs.decide(run, "sign", "", true, "", "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(attempts(run, "draft")).as("its outcome is valid still").isOne();
    }

    @Test
    void a_rejected_task_is_asked_about_again_when_the_run_is_retried() {
        UUID run = start(APPROVED, Map.of());
        awaitState(run, RunState.WAITING);
        runs.decide(run, "sign", "", false, "no", "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.FAILED);
        runs.retry(run, Optional.empty(), "ada");
        awaitState(run, RunState.WAITING);
        runs.decide(run, "sign", "", true, "yes", "ada");

        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(result(run, "sign")).isEqualTo(Map.of("decision", "approve", "comment", "yes", "by", "ada"));
    }

    @Test
    void each_item_of_a_fan_out_can_wait_for_a_person_and_the_run_tells_which_do() {
        UUID run = start(definition(task("sign", "uses", "approval", "for_each", "['x', 'y', 'z']")), Map.of());
        RunView waiting = awaitState(run, RunState.WAITING);
        assertThat(task(waiting, "sign").waitingFor()).isEqualTo("approval [0, 1, 2]");
        assertThat(status(waiting, "sign")).isEqualTo(TaskState.WAITING);

        runs.decide(run, "sign", "1", true, "", "ada");
        await().atMost(LONG)
                .until(() ->
                        task(runs.find(run).orElseThrow(), "sign").waitingFor().equals("approval [0, 2]"));
        runs.decide(run, "sign", "0", true, "", "ada");
        runs.decide(run, "sign", "2", true, "", "ada");
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void an_approval_that_nobody_gives_ends_with_its_time() {
        RunView run = run(definition(task("sign", "uses", "approval", "timeout", "300ms")), Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(task(run, "sign").error().orElseThrow().code()).isEqualTo("timeout");
    }

    @Test
    void a_run_that_waits_ends_with_its_time_too() {
        RunView run = run(
                Map.of("workflow_id", "short", "timeout", "400ms", "tasks", List.of(task("sign", "uses", "approval"))),
                Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).contains("longer than its timeout");
    }

    @Test
    void a_task_that_waits_for_a_free_instance_says_so_in_the_run_and_its_events() {
        Semaphore going = new Semaphore(0);
        experts.get("PerformanceExpert").script(request -> {
            going.acquireUninterruptibly();
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(
                definition(
                        task("first", "action", "analyze_execution_plan"),
                        task("second", "action", "analyze_execution_plan")),
                Map.of());
        await().atMost(LONG)
                .until(() -> runs.find(run).orElseThrow().tasks().stream()
                                .filter(task -> task.waitingFor().equals("instance: PerformanceExpert"))
                                .filter(task -> task.status() == TaskState.WAITING)
                                .count()
                        == 1);
        going.release(2);

        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(runs.events(run, 0, 100))
                .extracting(RunEvent::kind)
                .containsSubsequence("run_accepted", "held", "goes_on", "outcome", "run_ended");
        assertThat(runs.events(run, 0, 100))
                .filteredOn(event -> event.kind().equals("held"))
                .extracting(RunEvent::details)
                .containsExactly(Map.of("reason", "instance: PerformanceExpert"));
    }

    @Test
    void runs_are_found_by_workflow_status_time_input_and_label() {
        RunView mine = ended(runs.submit(new RunRequest(
                        "",
                        Optional.of(definition(task("only"))),
                        Map.of("region", "eu-1", "day", 7),
                        Map.of("owner", "search-test"),
                        0,
                        Optional.empty()))
                .runId());
        run(definition(task("only")), Map.of("region", "us-1"));

        assertThat(found(Map.of("owner", "search-test"), Map.of(), mine.createdAt()))
                .containsExactly(mine.id());
        assertThat(found(Map.of(), Map.of("region", "eu-1", "day", "7"), mine.createdAt()))
                .containsExactly(mine.id());
        assertThat(found(Map.of(), Map.of("region", "eu"), mine.createdAt())).isEmpty();
        assertThat(found(
                        Map.of("owner", "search-test"),
                        Map.of(),
                        mine.createdAt().plusSeconds(1)))
                .isEmpty();
    }

    private List<UUID> found(Map<String, String> labels, Map<String, String> inputs, java.time.Instant since) {
        RunFilter filter = new RunFilter(
                Optional.of("ad_hoc"),
                Optional.of(RunState.SUCCEEDED),
                Optional.empty(),
                labels,
                inputs,
                Optional.of(since),
                Optional.of(since.plusSeconds(60)),
                Optional.empty(),
                10);
        return runs.list(filter).runs().stream().map(RunView::id).toList();
    }

    @Test
    void the_same_key_with_other_labels_or_another_priority_is_another_request() {
        Map<String, Object> definition = definition(task("only"));
        RunRequest first = new RunRequest(
                "", Optional.of(definition), Map.of(), Map.of("a", "b"), 0, Optional.of("steering-labels"));
        RunRequest second = new RunRequest(
                "", Optional.of(definition), Map.of(), Map.of("a", "c"), 0, Optional.of("steering-labels"));
        UUID run = runs.submit(first).runId();

        assertThat(runs.submit(first).runId()).isEqualTo(run);
        conflict(() -> runs.submit(second));
    }
}
