package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendatagov.orchestrator.workflow.Definitions.places;
import static org.opendatagov.orchestrator.workflow.Definitions.problems;
import static org.opendatagov.orchestrator.workflow.Definitions.read;
import static org.opendatagov.orchestrator.workflow.Definitions.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

class DefinitionReaderTest {
    private static final String A = "{ id: a, action: detect_pii }";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    self_dependency    | /tasks/1/depends_on/0 | { id: b, action: detect_pii, depends_on: [b] }
                    unknown_dependency | /tasks/1/depends_on/1 | { id: b, action: detect_pii, depends_on: [a, c] }
                    duplicate_id       | /tasks/1/id           | { id: a, action: detect_pii }
                    bad_id             | /tasks/1/id           | { id: B-1, action: detect_pii }
                    wrong_type         | /tasks/1/id           | { id: 7, action: detect_pii }
                    missing_member     | /tasks/1/id           | { action: detect_pii }
                    missing_member     | /tasks/1/id           | { id: null, action: detect_pii }
                    missing_member     | /tasks/1              | { id: b }
                    unknown_expert     | /tasks/1/expert       | { id: b, expert: SecurtyExpert, action: detect_pii }
                    unknown_action     | /tasks/1/action       | { id: b, action: detect_pi }
                    unknown_action     | /tasks/1/action       | { id: b, expert: CostExpert, action: detect_pii }
                    unknown_route      | /tasks/1/uses         | { id: b, uses: notify }
                    unknown_workflow   | /tasks/1/uses         | { id: b, uses: 'workflow:onboard' }
                    unknown_member     | /tasks/1/action       | { id: b, uses: approval, action: detect_pii }
                    unknown_member     | /tasks/1/dependsOn    | { id: b, action: detect_pii, dependsOn: [a] }
                    unknown_member     | /tasks/1/a~1b         | { id: b, action: detect_pii, 'a/b': 1 }
                    unknown_member     | /tasks/1/key          | { id: b, action: detect_pii, key: item.id }
                    bad_reference      | /tasks/1/when         | { id: b, action: detect_pii, when: tasks.a.result.rows > 1 }
                    bad_reference      | /tasks/1/inputs/columns/0 | { id: b, action: detect_pii, inputs: { columns: ['${tasks.c.result.x}'] } }
                    bad_reference      | /tasks/1/when         | { id: b, action: detect_pii, when: tasks.b.status == 'succeeded' }
                    bad_reference      | /tasks/1/when         | { id: b, action: detect_pii, when: index > 1, for_each: '[1]' }
                    bad_reference      | /tasks/1/inputs/file_path | { id: b, action: detect_pii, inputs: { file_path: '${item}' } }
                    bad_expression     | /tasks/1/when         | { id: b, action: detect_pii, when: 'inputs.x +' }
                    bad_expression     | /tasks/1/when         | { id: b, action: detect_pii, when: '1 + 1' }
                    bad_expression     | /tasks/1/for_each     | { id: b, action: detect_pii, for_each: '${1 + 1}' }
                    bad_expression     | /tasks/1/inputs/file_path | { id: b, action: detect_pii, inputs: { file_path: '${inputs.a}/${inputs.b}' } }
                    bad_duration       | /tasks/1/timeout      | { id: b, action: detect_pii, timeout: soon }
                    bad_duration       | /tasks/1/timeout      | { id: b, action: detect_pii, timeout: 30 }
                    bad_duration       | /tasks/1/timeout      | { id: b, action: detect_pii, timeout: 0s }
                    bad_duration       | /tasks/1/retry/backoff | { id: b, action: detect_pii, retry: { backoff: '-1s' } }
                    bad_retry          | /tasks/1/retry/max_attempts | { id: b, action: detect_pii, retry: { max_attempts: 0 } }
                    unknown_member     | /tasks/1/retry/attempts | { id: b, action: detect_pii, retry: { attempts: 2 } }
                    wrong_type         | /tasks/1/retry        | { id: b, action: detect_pii, retry: 3 }
                    bad_on_failure     | /tasks/1/on_failure   | { id: b, action: detect_pii, on_failure: ignore }
                    bad_concurrency    | /tasks/1/concurrency  | { id: b, action: detect_pii, for_each: '[1]', concurrency: 0 }
                    bad_concurrency    | /tasks/1/concurrency  | { id: b, action: detect_pii, concurrency: 2 }
                    unknown_input      | /tasks/1/inputs/filepath | { id: b, action: detect_pii, inputs: { filepath: x } }
                    wrong_type         | /tasks/1/inputs/months | { id: b, action: detect_pii, inputs: { months: two } }
                    wrong_type         | /tasks/1/inputs/level | { id: b, action: detect_pii, inputs: { level: middle } }
                    wrong_type         | /tasks/1/inputs/columns/1 | { id: b, action: detect_pii, inputs: { columns: [x, 2] } }
                    unknown_input      | /tasks/1/inputs/requests/gets | { id: b, action: detect_pii, inputs: { requests: { gets: 2 } } }
                    wrong_type         | /tasks/1/inputs       | { id: b, action: detect_pii, inputs: [x] }
                    wrong_type         | /tasks/1/depends_on   | { id: b, action: detect_pii, depends_on: a }
                    wrong_type         | /tasks/1/depends_on/0 | { id: b, action: detect_pii, depends_on: [null] }
                    wrong_type         | /tasks/1              | b
                    wrong_type         | /tasks/1              | null
                    wrong_type         | /tasks/1/action       | { id: b, action: '' }
                    """)
    void a_problem_has_its_code_and_its_place(String code, String path, String task) {
        assertThat(places(tasks(A, task))).containsExactly(code + " " + path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    missing_member | /d/workflow_id | {"tasks": [{ "id": "a", "action": "detect_pii" }]}
                    bad_id         | /d/workflow_id | {"workflow_id": "Größe", "tasks": [{ "id": "a", "action": "detect_pii" }]}
                    missing_member | /d/tasks       | {"workflow_id": "w"}
                    missing_member | /d/tasks       | {"workflow_id": "w", "tasks": []}
                    wrong_type     | /d/tasks       | {"workflow_id": "w", "tasks": {"a": 1}}
                    bad_duration   | /d/timeout     | {"workflow_id": "w", "timeout": "never", "tasks": [{ "id": "a", "action": "detect_pii" }]}
                    unknown_member | /d/task        | {"workflow_id": "w", "task": 1, "tasks": [{ "id": "a", "action": "detect_pii" }]}
                    """)
    void a_definition_has_problems_of_its_own(String code, String path, String definition) {
        assertThatThrownBy(() -> Definitions.reader().readYaml(definition, "/d"))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.code() + " " + problem.path())
                                .containsExactly(code + " " + path));
    }

    @Test
    void all_problems_come_at_once() {
        String definition = tasks(
                "{ id: a, action: detect_pi, depends_on: [a, x], timeout: soon }",
                "{ id: a, uses: notify, on_failure: never }");
        assertThat(places(definition))
                .containsExactlyInAnyOrder(
                        "bad_duration /tasks/0/timeout",
                        "bad_on_failure /tasks/1/on_failure",
                        "duplicate_id /tasks/1/id",
                        "self_dependency /tasks/0/depends_on/0",
                        "unknown_dependency /tasks/0/depends_on/1",
                        "unknown_action /tasks/0/action",
                        "unknown_route /tasks/1/uses");
    }

    @Test
    void a_message_suggests_what_was_meant() {
        assertThat(problems(tasks(
                        "{ id: scan, action: detect_pi }",
                        "{ id: b, uses: aproval, depends_on: [scann], tmeout: 1s }")))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("Did you mean 'detect_pii'?"))
                .anyMatch(message -> message.contains("Did you mean 'scan'?"))
                .anyMatch(message -> message.contains("Did you mean 'timeout'?"));
    }

    @Test
    void a_cycle_names_its_path_and_each_cycle_is_named() {
        List<Problem> problems = problems(tasks(
                "{ id: a, action: detect_pii, depends_on: [c] }",
                "{ id: b, action: detect_pii, depends_on: [a] }",
                "{ id: c, action: detect_pii, depends_on: [b] }",
                "{ id: x, action: detect_pii, depends_on: [a, y] }",
                "{ id: y, action: detect_pii, depends_on: [x] }",
                "{ id: z, action: detect_pii, depends_on: [y] }"));
        assertThat(problems).extracting(Problem::code).containsExactly("cycle", "cycle");
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactly("/tasks/0/depends_on/0", "/tasks/3/depends_on/1");
        assertThat(problems.getFirst().message()).contains("a → c → b → a");
        assertThat(problems.getLast().message()).contains("x → y → x");
    }

    @Test
    void a_long_cycle_is_told_in_short() {
        String[] ring = IntStream.range(0, 900)
                .mapToObj(number ->
                        "{ id: t%d, action: detect_pii, depends_on: [t%d] }".formatted(number, (number + 1) % 900))
                .toArray(String[]::new);
        assertThat(problems(tasks(ring)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("t0 → t1")
                        .contains("more) → t0")
                        .hasSizeLessThan(300));
    }

    @Test
    void a_definition_reads_to_its_plan() {
        Plan plan = read("""
                workflow_id: w
                description: Everything at once
                timeout: 2h
                tasks:
                  - { id: a, expert: SecurityExpert, action: detect_pii, inputs: { file_path: "${inputs.file}", months: 3 } }
                  - { id: b, uses: notify_owner, depends_on: [a], when: "${tasks.a.result.rows > 0}", on_failure: skip_dependents }
                  - { id: c, uses: "workflow:onboard_dataset", depends_on: [a], for_each: tasks.a.result.columns, concurrency: 3,
                      inputs: { name: "${item.name}", number: "${index}" } }
                  - { id: d, uses: approval, depends_on: [b, c], timeout: 7m, retry: { max_attempts: 1, backoff: 2s }, on_failure: continue }
                """);
        assertThat(plan.timeout()).contains(Duration.ofHours(2));
        assertThat(plan.levels()).containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
        assertThat(plan.ancestors("d")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(plan.referencedInputs()).containsExactly("file");
        assertThat(plan.tasks())
                .extracting(PlanTask::work)
                .containsExactly(
                        new Work.ExpertAction("SecurityExpert", "detect_pii"),
                        new Work.TaskRoute("notify_owner"),
                        new Work.SubWorkflow("onboard_dataset"),
                        new Work.Approval());
        assertThat(plan.task("a").orElseThrow().inputs()).contains(Map.of("file_path", "${inputs.file}", "months", 3L));
        assertThat(plan.task("b").orElseThrow().when()).contains("tasks.a.result.rows > 0");
        assertThat(plan.task("c").orElseThrow().forEach()).contains("tasks.a.result.columns");
        assertThat(plan.task("d").orElseThrow().retry()).isEqualTo(new RetryPolicy(1, Duration.ofSeconds(2)));
        assertThat(plan.task("d").orElseThrow().onFailure()).isEqualTo(OnFailure.CONTINUE);
        assertThat(Graph.of(plan).nodes())
                .extracting(Graph.Node::kind)
                .containsExactly("expert", "route", "workflow", "approval");
    }

    @Test
    void a_null_is_as_good_as_absent() {
        Map<String, @Nullable Object> task = new HashMap<>(Map.of("id", "a", "action", "detect_pii"));
        for (String member : List.of(
                "expert",
                "inputs",
                "depends_on",
                "timeout",
                "retry",
                "on_failure",
                "when",
                "uses",
                "for_each",
                "concurrency")) {
            task.put(member, null);
        }
        Plan plan = Definitions.reader().read(Map.of("workflow_id", "w", "tasks", List.of(task)), "");
        assertThat(plan.tasks()).containsExactlyElementsOf(read(tasks(A)).tasks());
    }

    @Test
    void too_many_tasks_are_refused_before_they_are_read() {
        DefinitionReader reader = new DefinitionReader(Definitions.KNOWN, 2);
        assertThat(reader.problems(Map.of("workflow_id", "w", "tasks", List.of(1, 2, 3)), "/definition"))
                .extracting(problem -> problem.code() + " " + problem.path())
                .containsExactly("too_many_tasks /definition/tasks");
    }

    @Test
    void deep_nesting_is_refused_without_a_stack_overflow() {
        Object value = "leaf";
        for (int level = 0; level < 10_000; level++) {
            value = level % 2 == 0 ? List.of(value) : Map.of("inner", value);
        }
        Map<String, Object> task = Map.of("id", "a", "action", "detect_pii", "inputs", Map.of("file_path", value));
        assertThat(Definitions.reader().problems(Map.of("workflow_id", "w", "tasks", List.of(task)), ""))
                .extracting(Problem::code)
                .containsExactly("wrong_type");
        assertThat(problems("workflow_id: w\ntasks: " + "[".repeat(10_000))).hasSize(1);
    }

    @Test
    void enormous_and_strange_texts_give_short_messages() {
        String long10 = "é\u0000\uD83D\uDE00".repeat(2_500_000);
        Map<String, @Nullable Object> task = new HashMap<>();
        for (String member : List.of("id", "expert", "action", "timeout", "on_failure", "when", "for_each")) {
            task.put(member, long10);
        }
        task.put("depends_on", Arrays.asList(long10, null, 7));
        task.put(long10, 1);
        List<Problem> problems =
                Definitions.reader().problems(Map.of("workflow_id", long10, "tasks", List.of(task)), "");
        assertThat(problems).hasSizeGreaterThan(8).allSatisfy(problem -> {
            assertThat(problem.message()).hasSizeLessThan(1_500).doesNotContain("\u0000");
            assertThat(problem.path()).hasSizeLessThan(200);
        });
    }

    @Test
    void a_flood_of_problems_is_counted() {
        List<Object> tasks = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            tasks.add(Map.of("id", "X", "action", "unknown", "depends_on", List.of("nowhere", "Y")));
        }
        List<Problem> problems = Definitions.reader().problems(Map.of("workflow_id", "w", "tasks", tasks), "");
        assertThat(problems).hasSize(Problems.MOST + 1);
        assertThat(problems.getLast().message()).contains("more problems are not shown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'a: &x [1]\\nb: *x'                        | anchors
                    'a: &a [*a, *a]'                          | anchors
                    'a: 1\\na: 2'                              | there twice
                    '? [1, 2]\\n: 3'                           | a key must be a text
                    'a: !!java.net.URL [http://example.org]' | tag is not allowed
                    'a: {b: 1'                                | not YAML
                    'x: {a: 1}\\ny: { <<: {a: 1} }'            | merge keys
                    ''                                        | is empty
                    '[1, 2]'                                  | must be an object
                    """)
    void what_is_no_plain_YAML_is_refused(String text, String reason) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.text()).contains(reason));
    }

    @Test
    void YAML_scalars_are_those_of_JSON() {
        Plan plan = read("""
                workflow_id: w
                tasks:
                  - id: a
                    uses: notify_owner
                    inputs: { time: 12:30, date: 2024-01-01, word: yes, octal: 010, whole: 10, real: 1.5, truth: true, none: null, text: "10" }
                """);
        Map<String, @Nullable Object> expected = new HashMap<>(Map.of(
                "time",
                "12:30",
                "date",
                "2024-01-01",
                "word",
                "yes",
                "octal",
                "010",
                "whole",
                10L,
                "real",
                1.5,
                "truth",
                true,
                "text",
                "10"));
        expected.put("none", null);
        assertThat(plan.task("a").orElseThrow().inputs().orElseThrow()).isEqualTo(expected);
    }
}
