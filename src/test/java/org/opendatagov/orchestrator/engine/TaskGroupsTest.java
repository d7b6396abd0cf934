package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ScriptedExpert;

/** Splits, loops and choices of workflow routes. */
class TaskGroupsTest extends EngineTestBase {
    private static ExpertReport report(Map<String, Object> result) {
        return new ExpertReport("done", List.of(), List.of(), result, Map.of(), Map.of());
    }

    private RunView run(String workflow, String path) {
        UUID run = runs.submit(new RunRequest(workflow, Map.of("file_path", path), Optional.empty()))
                .runId();
        return ended(run);
    }

    @Test
    void a_split_does_its_tasks_for_each_item_and_what_follows_sees_all() {
        ConcurrentSkipListSet<String> scanned = new ConcurrentSkipListSet<>();
        experts.all(request -> switch (request.taskId()) {
            case "list" -> report(Map.of("files", List.of("a", "b", "c")));
            case "scan" -> {
                scanned.add(String.valueOf(request.inputs().get("file_path")));
                yield report(Map.of("path", String.valueOf(request.inputs().get("file_path"))));
            }
            case "check" ->
                report(Map.of("checked", String.valueOf(request.inputs().get("file_path"))));
            default -> report(Map.of("seen", String.valueOf(request.inputs().get("file_path"))));
        });
        RunView run = run("each_file", "x");

        assertThat(run.status()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
        assertThat(scanned).containsExactly("a", "b", "c");
        assertThat(result(run.id(), "sum")).isEqualTo(Map.of("seen", "c"));
        assertThat(store.journal(run.id()))
                .filteredOn(entry ->
                        entry.kind() == EntryKind.OUTCOME && entry.task().equals("check"))
                .extracting(JournalEntry::key)
                .containsExactlyInAnyOrder("a", "b", "c", "");
        assertThat(status(run, "scan")).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_loop_goes_round_until_its_condition_ends() {
        AtomicInteger rounds = new AtomicInteger();
        experts.all(request -> request.taskId().equals("poll")
                ? report(Map.of("ready", rounds.incrementAndGet() == 3))
                : ScriptedExpert.trivial(request));
        RunView run = run("until_ready", "x");

        assertThat(run.status()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
        assertThat(rounds).hasValue(3);
        assertThat(status(run, "use")).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_choice_takes_one_branch_and_its_join_goes_on() {
        RunView csv = run("by_kind", "a.csv");
        RunView other = run("by_kind", "a.parquet");

        assertThat(status(csv, "text")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(status(csv, "binary")).isEqualTo(TaskState.SKIPPED);
        assertThat(status(csv, "after")).isEqualTo(TaskState.SUCCEEDED);
        assertThat(csv.partial()).isFalse();
        assertThat(status(other, "text")).isEqualTo(TaskState.SKIPPED);
        assertThat(status(other, "binary")).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_retry_does_only_the_rounds_of_a_split_again_that_it_clears() {
        AtomicInteger scans = new AtomicInteger();
        AtomicInteger sums = new AtomicInteger();
        experts.all(request -> switch (request.taskId()) {
            case "list" -> report(Map.of("files", List.of("a", "b", "c")));
            case "scan" -> {
                scans.incrementAndGet();
                yield report(Map.of("path", String.valueOf(request.inputs().get("file_path"))));
            }
            case "sum" -> {
                if (sums.incrementAndGet() == 1) {
                    throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "broken");
                }
                yield ScriptedExpert.trivial(request);
            }
            default -> report(Map.of("checked", "yes"));
        });
        RunView failed = run("each_file", "x");
        assertThat(failed.status()).isEqualTo(RunState.FAILED);
        runs.retry(failed.id(), Optional.empty(), "");

        awaitState(failed.id(), RunState.SUCCEEDED);
        assertThat(scans).hasValue(3);
        assertThat(sums).hasValue(2);
    }

    @Test
    void a_key_that_two_rounds_share_fails_the_run_and_says_so() {
        experts.all(request -> request.taskId().equals("list")
                ? report(Map.of("files", List.of("a", "b", "a")))
                : report(Map.of("path", "p")));
        RunView run = run("each_file", "x");

        assertThat(run.status()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).contains("The key of task 'scan' is the same for two rounds of 'files'");
    }

    @Test
    void a_retry_from_a_task_inside_a_split_does_all_its_rounds_again_and_nothing_before() {
        AtomicInteger lists = new AtomicInteger();
        AtomicInteger scans = new AtomicInteger();
        AtomicInteger checks = new AtomicInteger();
        experts.all(request -> switch (request.taskId()) {
            case "list" -> {
                lists.incrementAndGet();
                yield report(Map.of("files", List.of("a", "b", "c")));
            }
            case "scan" -> {
                scans.incrementAndGet();
                yield report(Map.of("path", String.valueOf(request.inputs().get("file_path"))));
            }
            default -> {
                checks.incrementAndGet();
                yield report(Map.of("checked", "yes"));
            }
        });
        UUID run = run("each_file", "x").id();
        runs.retry(run, Optional.of("check"), "");
        awaitState(run, RunState.SUCCEEDED);

        assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(lists).hasValue(1);
        assertThat(scans).hasValue(3);
        assertThat(checks).as("3 rounds and the sum, twice").hasValue(8);
    }
}
