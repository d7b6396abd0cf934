package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ScriptedExpert;

class EngineTest extends EngineTestBase {
    private RunView run(String workflow) {
        Submission submission =
                runs.submit(new RunRequest(workflow, Map.of("file_path", "a.parquet"), Optional.empty()));
        return runs.await(submission.runId(), LONG);
    }

    @Test
    void a_run_performs_every_task_of_its_workflow_once() {
        RunView run = run("onboard_dataset");

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.tasks())
                .hasSize(6)
                .allMatch(task -> task.status() == TaskState.SUCCEEDED && task.attempts() == 1);
        assertThat(run.levels())
                .containsExactly(
                        List.of("schema_analysis"),
                        List.of("quality_validation", "security_scan", "cost_estimation", "lineage_mapping"),
                        List.of("compliance_check"));
        assertThat(store.journal(run.id()))
                .filteredOn(entry -> entry.kind() == EntryKind.OUTCOME)
                .hasSize(6);
    }

    @Test
    void a_task_reads_what_its_ancestors_wrote_and_nothing_of_its_siblings() {
        experts.get("ComplianceExpert").script(request -> {
            assertThat(request.context().getAll()).containsOnlyKeys("schema_analysis.done", "security_scan.done");
            return ScriptedExpert.trivial(request);
        });
        assertThat(run("onboard_dataset").status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void branches_run_side_by_side() {
        CountDownLatch all = new CountDownLatch(4);
        experts.all(request -> {
            boolean leaf = List.of("quality_validation", "security_scan", "cost_estimation", "lineage_mapping")
                    .contains(request.taskId());
            if (leaf) {
                all.countDown();
                meet(all);
            }
            return ScriptedExpert.trivial(request);
        });
        assertThat(run("onboard_dataset").status()).isEqualTo(RunState.SUCCEEDED);
    }

    private static void meet(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_failed_task_fails_its_run_and_says_why() {
        experts.get("SecurityExpert").script(request -> {
            throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "a.parquet is no Parquet file.");
        });
        RunView run = run("onboard_dataset");

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).isEqualTo("a.parquet is no Parquet file.");
        assertThat(status(run, "security_scan")).isEqualTo(TaskState.FAILED);
        assertThat(status(run, "compliance_check")).isEqualTo(TaskState.CANCELLED);
        assertThat(status(run, "schema_analysis")).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void an_unexpected_failure_does_not_show_what_it_says() {
        experts.get("SchemaExpert").script(request -> {
            throw new IllegalStateException("078-05-1120 is a secret");
        });
        RunView run = run("onboard_dataset");

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.toString()).doesNotContain("078-05-1120");
    }

    @Test
    void a_failure_that_may_pass_is_tried_again() {
        AtomicInteger calls = new AtomicInteger();
        experts.get("CostExpert").script(request -> {
            if (calls.incrementAndGet() < 3) {
                throw new OrchestratorException(ErrorCode.UNAVAILABLE, "not now");
            }
            return ScriptedExpert.trivial(request);
        });
        RunView run = run("onboard_dataset");

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(calls).hasValue(3);
        assertThat(run.tasks())
                .filteredOn(task -> task.id().equals("cost_estimation"))
                .allMatch(task -> task.attempts() == 3);
    }

    @Test
    void dependents_of_an_optional_task_are_skipped_and_the_run_is_partial() {
        experts.get("QualityExpert").script(request -> {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, "no");
        });
        RunView run = run("optional_quality");

        assertThat(run.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.partial()).isTrue();
        assertThat(status(run, "cost")).isEqualTo(TaskState.SKIPPED);
        assertThat(status(run, "lineage")).isEqualTo(TaskState.SKIPPED);
    }

    @Test
    void work_past_its_timeout_is_interrupted_and_its_late_answer_dropped() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        experts.get("SchemaExpert").script(request -> late(request, interrupted, never));
        RunView run = run("impatient");

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).contains("timeout");
        assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static org.opendatagov.orchestrator.expert.ExpertReport late(
            ExpertRequest request, CountDownLatch interrupted, CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return ScriptedExpert.trivial(request);
    }

    @Test
    void the_same_key_with_the_same_request_is_the_same_run() {
        RunRequest request = new RunRequest("onboard_dataset", Map.of("file_path", "b.csv"), Optional.of("key-1"));
        Submission first = runs.submit(request);
        Submission second = runs.submit(request);

        runs.await(first.runId(), LONG);
        assertThat(second.runId()).isEqualTo(first.runId());
        assertThat(second.created()).isFalse();
        assertThatThrownBy(() -> runs.submit(
                        new RunRequest("onboard_dataset", Map.of("file_path", "c.csv"), Optional.of("key-1"))))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void all_that_is_wrong_with_the_inputs_is_said_at_once() {
        assertThatThrownBy(() -> runs.submit(
                        new RunRequest("onboard_dataset", Map.of("file_path", 7, "colour", "red"), Optional.empty())))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.problems())
                                .extracting("path")
                                .containsExactlyInAnyOrder("/inputs/file_path", "/inputs/colour"));
        assertThatThrownBy(() -> runs.submit(new RunRequest("no_such", Map.of(), Optional.empty())))
                .hasMessageContaining("optional_quality");
    }

    @Test
    void runs_are_listed_newest_first_page_by_page() {
        RunView first = run("optional_quality");
        RunView second = run("optional_quality");
        RunFilter filter = new RunFilter(
                Optional.of("optional_quality"),
                Optional.of(RunState.SUCCEEDED),
                Optional.empty(),
                Optional.empty(),
                1);
        RunPage page = runs.list(filter);

        assertThat(page.runs()).extracting(RunView::id).containsExactly(second.id());
        RunPage next =
                runs.list(new RunFilter(filter.workflow(), filter.status(), Optional.empty(), page.nextCursor(), 1));
        assertThat(next.runs()).extracting(RunView::id).containsExactly(first.id());
    }
}
