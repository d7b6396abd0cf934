package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.engine.DryRun.Verdict;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class DryRunTest extends EngineTestBase {
    private static final Map<String, Object> RECORDED = definition(
            task("count", "inputs", Map.of("file_path", "${inputs.path}")),
            task("big", "depends_on", List.of("count"), "when", "tasks.count.result.rows >= 10"),
            task("small", "depends_on", List.of("count"), "when", "tasks.count.result.rows < 10"),
            task("after", "depends_on", List.of("big", "small")));

    @Autowired
    DryRuns dryRuns;

    @Autowired
    JdbcClient database;

    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void answerWithRows() {
        experts.all(this::answer);
    }

    private ExpertReport answer(ExpertRequest request) {
        calls.incrementAndGet();
        Map<String, Object> result = request.taskId().equals("list")
                ? Map.of("files", List.of("a", "b", "c"))
                : Map.of("rows", 12, "path", String.valueOf(request.inputs().get("file_path")));
        return new ExpertReport("done", List.of(), List.of(), result, Map.of(), Map.of());
    }

    private UUID recorded(Map<String, Object> definition) {
        UUID run = run(definition, Map.of("path", "a.csv")).id();
        calls.set(0);
        return run;
    }

    private static Verdict verdict(DryRun dry, String task) {
        return dryTask(dry, task).verdict();
    }

    private static DryRun.Task dryTask(DryRun dry, String task) {
        return dry.tasks().stream()
                .filter(found -> found.id().equals(task))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void on_its_own_definition_nothing_differs_nobody_is_asked_and_nothing_is_written() {
        UUID run = recorded(RECORDED);
        long rows = rows();
        DryRun dry = dryRuns.definition(run, RECORDED);

        assertThat(dry.differs()).as(dry.toString()).isFalse();
        assertThat(dry.now()).contains(RunState.SUCCEEDED);
        assertThat(dry.tasks()).extracting(DryRun.Task::verdict).containsOnly(Verdict.SAME);
        assertThat(dryTask(dry, "small").now()).contains(TaskState.SKIPPED);
        assertThat(calls).hasValue(0);
        assertThat(rows()).isEqualTo(rows);
    }

    private long rows() {
        return database.sql("SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM journal)")
                .query(Long.class)
                .single();
    }

    @Test
    void a_changed_condition_shows_which_tasks_would_be_skipped_and_which_done() {
        UUID run = recorded(RECORDED);
        DryRun dry = dryRuns.definition(
                run,
                definition(
                        task("count", "inputs", Map.of("file_path", "${inputs.path}")),
                        task("big", "depends_on", List.of("count"), "when", "tasks.count.result.rows >= 100"),
                        task("small", "depends_on", List.of("count"), "when", "tasks.count.result.rows < 100"),
                        task("after", "depends_on", List.of("big"))));

        assertThat(dry.differs()).isTrue();
        assertThat(verdict(dry, "count")).isEqualTo(Verdict.SAME);
        assertThat(verdict(dry, "big")).isEqualTo(Verdict.OTHER_STATE);
        assertThat(dryTask(dry, "big").now()).contains(TaskState.SKIPPED);
        assertThat(verdict(dry, "after")).isEqualTo(Verdict.SAME);
        assertThat(verdict(dry, "small")).isEqualTo(Verdict.OTHER_STATE);
        assertThat(dryTask(dry, "small").recordedAs()).as("it asks the same").contains("big");
        assertThat(dry.now()).contains(RunState.SUCCEEDED);
        assertThat(calls).hasValue(0);
    }

    @Test
    void other_inputs_new_removed_and_renamed_tasks_are_told_apart() {
        UUID run = recorded(definition(
                task("one", "inputs", Map.of("file_path", "a")),
                task("two", "inputs", Map.of("file_path", "b")),
                task("three", "inputs", Map.of("file_path", "c")),
                task("last", "depends_on", List.of("one"), "inputs", Map.of("file_path", "${tasks.one.result.path}"))));
        DryRun dry = dryRuns.definition(
                run,
                definition(
                        task("one", "inputs", Map.of("file_path", "a")),
                        task("two", "inputs", Map.of("file_path", "B")),
                        task("third", "inputs", Map.of("file_path", "c")),
                        task("fresh", "action", "detect_pii", "inputs", Map.of("file_path", "c")),
                        task("behind", "depends_on", List.of("fresh"), "inputs", Map.of("file_path", "a")),
                        task("last", "depends_on", List.of("fresh"), "inputs", Map.of("file_path", "a"))));

        assertThat(verdict(dry, "one")).isEqualTo(Verdict.SAME);
        assertThat(verdict(dry, "two")).isEqualTo(Verdict.OTHER_INPUTS);
        assertThat(dryTask(dry, "two").inputs()).containsExactly("file_path");
        assertThat(verdict(dry, "third")).isEqualTo(Verdict.SAME);
        assertThat(dryTask(dry, "third").recordedAs()).contains("three");
        assertThat(verdict(dry, "three")).isEqualTo(Verdict.REMOVED);
        assertThat(verdict(dry, "fresh")).isEqualTo(Verdict.NEW);
        assertThat(verdict(dry, "last")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(dry, "behind")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_failure_is_recorded_too_and_a_kinder_policy_shows_what_it_would_change() {
        experts.all(request -> {
            if (request.taskId().equals("bad")) {
                throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "broken");
            }
            return answer(request);
        });
        UUID run = recorded(definition(task("bad"), task("beside"), task("behind", "depends_on", List.of("bad"))));
        DryRun dry = dryRuns.definition(
                run,
                definition(
                        task("bad", "on_failure", "skip_dependents"),
                        task("beside"),
                        task("behind", "depends_on", List.of("bad"))));

        assertThat(dry.recorded()).isEqualTo(RunState.FAILED);
        assertThat(dry.now()).contains(RunState.SUCCEEDED);
        assertThat(dryTask(dry, "behind").now()).contains(TaskState.SKIPPED);
    }

    @Test
    void a_template_with_a_split_answers_item_by_item() {
        UUID run = runs.submit(new RunRequest("each_file", Map.of("file_path", "x"), Optional.empty()))
                .runId();
        experts.all(request -> request.taskId().equals("check")
                ? new ExpertReport("done", List.of(), List.of(), Map.of("checked", "yes"), Map.of(), Map.of())
                : answer(request));
        RunView view = ended(run);
        assertThat(view.status()).as(view.reason()).isEqualTo(RunState.SUCCEEDED);
        calls.set(0);

        DryRun same = dryRuns.version(run, "each_file", Optional.empty());
        assertThat(same.differs()).as(same.toString()).isFalse();

        DryRun changed = dryRuns.route(run, eachFileBackwards());
        assertThat(verdict(changed, "list")).isEqualTo(Verdict.SAME);
        assertThat(verdict(changed, "scan")).isEqualTo(Verdict.OTHER_INPUTS);
        assertThat(changed.tasks()).extracting(DryRun.Task::id).contains("sum");
        assertThat(calls).hasValue(0);
    }

    private static String eachFileBackwards() {
        return WorkflowPublishingTest.route("each_file", """
                    - to:
                        uri: kamelet:expert-task-action
                        parameters: { task: list, action: analyze_schema }
                    - split:
                        id: files
                        expression: { language: { language: cel, expression: "tasks.list.result.files" } }
                        steps:
                          - to:
                              uri: kamelet:expert-task-action
                              parameters: { task: scan, action: detect_pii, key: "item", inputs: { file_path: "${'other/' + item}" } }
                """.indent(4));
    }

    @Test
    void a_template_that_is_wrong_and_a_run_that_is_not_there_are_refused() {
        UUID run = recorded(RECORDED);
        assertThatThrownBy(() -> dryRuns.definition(run, definition(task("a", "action", "no_action"))))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.problems()).extracting("path").containsExactly("/definition/tasks/0/action"));
        assertThatThrownBy(() -> dryRuns.definition(UUID.randomUUID(), RECORDED))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
