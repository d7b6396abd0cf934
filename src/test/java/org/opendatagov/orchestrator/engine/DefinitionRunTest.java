package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ScriptedExpert;

class DefinitionRunTest extends EngineTestBase {
    private static ExpertReport report(Map<String, Object> result) {
        return new ExpertReport("done", List.of(), List.of(), result, Map.of(), Map.of());
    }

    @Test
    void a_diamond_runs_each_task_once_after_those_it_depends_on() {
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        experts.all(request -> {
            order.add(request.taskId());
            return ScriptedExpert.trivial(request);
        });
        RunView run = run(
                definition(
                        task("join", "depends_on", List.of("left", "right")),
                        task("left", "depends_on", List.of("top")),
                        task("right", "depends_on", List.of("top")),
                        task("top")),
                Map.of());

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.workflow()).isEqualTo("ad_hoc");
        assertThat(run.version()).isZero();
        assertThat(order).hasSize(4).startsWith("top").endsWith("join");
    }

    @Test
    void a_task_is_not_held_by_a_slow_sibling_of_its_level() throws Exception {
        Semaphore slow = new Semaphore(0);
        experts.all(request -> {
            if (request.taskId().equals("slow")) {
                slow.acquireUninterruptibly();
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run = start(
                definition(
                        task("slow"),
                        task("quick"),
                        task("behind_quick", "depends_on", List.of("quick")),
                        task("last", "depends_on", List.of("behind_quick"))),
                Map.of());
        org.awaitility.Awaitility.await()
                .atMost(LONG)
                .until(() -> status(runs.find(run).orElseThrow(), "last") == TaskState.SUCCEEDED);
        assertThat(status(runs.find(run).orElseThrow(), "slow")).isEqualTo(TaskState.RUNNING);
        slow.release();
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void references_keep_their_type_and_conditions_decide() {
        ConcurrentLinkedQueue<Map<String, Object>> seen = new ConcurrentLinkedQueue<>();
        experts.get("SchemaExpert").script(request -> {
            if (request.taskId().equals("count")) {
                return report(Map.of("rows", 12, "share", 0.5));
            }
            seen.add(request.inputs());
            return ScriptedExpert.trivial(request);
        });
        RunView run = run(
                definition(
                        task("count"),
                        task(
                                "many",
                                "depends_on",
                                List.of("count"),
                                "when",
                                "tasks.count.result.rows >= 10",
                                "inputs",
                                Map.of("file_path", "${inputs.file_path}")),
                        task("few", "depends_on", List.of("count"), "when", "tasks.count.result.rows < 10"),
                        task("after", "depends_on", List.of("few", "many"))),
                Map.of("file_path", "a.csv"));

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.partial()).isFalse();
        assertThat(status(run, "few")).isEqualTo(TaskState.SKIPPED);
        assertThat(status(run, "after")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(seen).first().isEqualTo(Map.of("file_path", "a.csv"));
    }

    @Test
    void a_reference_to_what_is_not_there_fails_its_task_and_is_not_tried_again() {
        RunView run = run(
                definition(
                        task("first"),
                        task(
                                "second",
                                "depends_on",
                                List.of("first"),
                                "inputs",
                                Map.of("file_path", "${tasks.first.result.no_such.member}"))),
                Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(task(run, "second").error().orElseThrow().code()).isEqualTo("bad_reference");
        assertThat(attempts(run.id(), "second")).isZero();
    }

    @Test
    void a_fan_out_does_its_task_for_each_item_in_order_and_bounded() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        experts.get("SchemaExpert").script(request -> fanned(request, atOnce, most));
        RunView run = run(
                definition(
                        task("list"),
                        task(
                                "scan",
                                "depends_on",
                                List.of("list"),
                                "for_each",
                                "tasks.list.result.files",
                                "concurrency",
                                3,
                                "inputs",
                                Map.of("file_path", "${item}")),
                        task(
                                "sum",
                                "depends_on",
                                List.of("scan"),
                                "inputs",
                                Map.of("file_path", "${tasks.scan.result[7].path}"))),
                Map.of());

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(most.get()).isBetween(2, 3);
        assertThat(store.journal(run.id()))
                .filteredOn(entry ->
                        entry.kind() == EntryKind.OUTCOME && entry.task().equals("scan"))
                .hasSize(21);
        assertThat(result(run.id(), "sum")).isEqualTo(Map.of("path", "f7"));
    }

    private static ExpertReport fanned(ExpertRequest request, AtomicInteger atOnce, AtomicInteger most) {
        if (request.taskId().equals("list")) {
            return report(Map.of(
                    "files",
                    java.util.stream.IntStream.range(0, 20)
                            .mapToObj(n -> "f" + n)
                            .toList()));
        }
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atOnce.decrementAndGet();
        return report(Map.of("path", request.inputs().getOrDefault("file_path", "")));
    }

    @Test
    void a_route_of_the_group_tasks_is_called_with_the_resolved_inputs() {
        RunView run = run(
                definition(task("greeting", "uses", "greet", "inputs", Map.of("name", "${inputs.who}"))),
                Map.of("who", "Ada"));

        assertThat(run.status()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
        assertThat(result(run.id(), "greeting")).isEqualTo("Hello Ada, task greeting");
    }

    @Test
    void no_other_route_can_be_called() {
        assertThatThrownBy(() -> start(definition(task("x", "uses", "not-for-tasks")), Map.of()))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.problems()).extracting("path").contains("/definition/tasks/0/uses"));
    }

    @Test
    void a_sub_workflow_is_a_run_of_its_own_whose_results_come_back() {
        RunView run = run(
                definition(
                        task("sub", "uses", "workflow:optional_quality", "inputs", Map.of("file_path", "a.csv")),
                        task(
                                "after",
                                "depends_on",
                                List.of("sub"),
                                "inputs",
                                Map.of("file_path", "${tasks.sub.result.results.quality.task}"))),
                Map.of());

        assertThat(run.status()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
        UUID child = UUID.fromString((String) ((Map<?, ?>) result(run.id(), "sub")).get("run_id"));
        assertThat(runs.find(child).orElseThrow().parentRun()).contains(run.id());
    }

    @Test
    void a_failed_sub_workflow_fails_its_task() {
        experts.get("CostExpert").script(request -> {
            throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "no such data");
        });
        RunView run = run(
                definition(task("sub", "uses", "workflow:optional_quality", "inputs", Map.of("file_path", "a"))),
                Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(task(run, "sub").error().orElseThrow().code()).isEqualTo("sub_workflow_failed");
    }

    @Test
    void a_run_ends_with_its_time_and_its_work_is_interrupted() throws Exception {
        Semaphore interrupted = new Semaphore(0);
        experts.all(request -> {
            try {
                TimeUnit.MINUTES.sleep(5);
            } catch (InterruptedException e) {
                interrupted.release();
            }
            return ScriptedExpert.trivial(request);
        });
        RunView run = run(Map.of("workflow_id", "short", "timeout", "3s", "tasks", List.of(task("endless"))), Map.of());

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).contains("longer than its timeout");
        assertThat(interrupted.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_long_backoff_waits_in_the_store() {
        AtomicInteger calls = new AtomicInteger();
        experts.all(request -> {
            if (calls.incrementAndGet() == 1) {
                throw new OrchestratorException(ErrorCode.UNAVAILABLE, "not now");
            }
            return ScriptedExpert.trivial(request);
        });
        UUID run =
                start(definition(task("patient", "retry", Map.of("max_attempts", 2, "backoff", "4500ms"))), Map.of());
        RunView waiting = awaitState(run, RunState.WAITING);

        assertThat(task(waiting, "patient").waitingFor()).isEqualTo("backoff");
        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(calls).hasValue(2);
    }
}
