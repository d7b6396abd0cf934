package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

class TemplateReaderTest {
    private static final String A = "to: {uri: kamelet:expert-task-action, parameters: {task: a, action: detect_pii}}";

    /** A template of the step a in line 6 and these in the lines after it. */
    private static String template(String... steps) {
        StringBuilder text = new StringBuilder(
                "- route:\n    id: w\n    from:\n      uri: direct:w\n      steps:\n        - " + A + "\n");
        for (String step : steps) {
            text.append("        - ").append(step).append('\n');
        }
        return text.toString();
    }

    private static List<Problem> problems(String text) {
        try {
            TemplateReader.read(text, "w.camel.yaml", Definitions.KNOWN);
            return List.of();
        } catch (OrchestratorException e) {
            return e.problems();
        }
    }

    private static Plan plan(String... steps) {
        return TemplateReader.read(template(steps), "w.camel.yaml", Definitions.KNOWN)
                .plan();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    setBody: {constant: x}                            | tasks take 'inputs'
                    bean: {ref: x}                                    | kamelet:route-task-action
                    toD: 'http:example.org'                           | kamelet:route-task-action
                    doTry: {steps: []}                                | 'onFailure'
                    aggregate: {steps: []}                            | the join of a multicast or split
                    delay: {constant: 5}                              | 'backoff'
                    circuitBreaker: {steps: []}                       | the engine guards every expert call
                    recipientList: {constant: x}                      | 'multicast' or 'split'
                    dynamicRouter: {constant: x}                      | 'choice'
                    stop: {}                                          | 'onFailure: fail'
                    throttle: {constant: 5}                           | 'concurrency' beside 'forEach'
                    script: {groovy: x}                               | steps are to, pipeline, multicast, split, choice, filter, loop and log
                    to: 'http:example.org'                            | kamelet:approval-action, kamelet:workflow-action
                    to: {uri: 'direct:x'}                             | tasks go to kamelet:expert-task-action
                    to: 'kamelet:expert-task-action?task=b'           | with their settings under 'parameters'
                    multicast: {timeout: 5, steps: [log: x]}          | set 'timeout' on the tasks
                    multicast: {stopOnException: true, steps: [log: x]} | use the tasks' 'onFailure'
                    multicast: {executorService: x, steps: [log: x]}  | virtual threads of the engine
                    multicast: {aggregationStrategy: x, steps: [log: x]} | the body is the run's view
                    multicast: {shareUnitOfWork: true, steps: [log: x]} | errors are the engine's
                    multicast: {parallelProcessing: false, steps: [log: x]} | use 'pipeline' for an order
                    multicast: {}                                     | each of its 'steps' is a branch
                    pipeline: {steps: []}                             | has no steps
                    split: {simple: '${body}', steps: [log: x]}       | language: cel
                    split: {expression: {simple: '${body}'}, steps: [log: x]} | language: cel
                    split: {expression: {language: {language: simple, expression: x}}, steps: [log: x]} | language: cel
                    choice: {}                                        | give it a list under 'when'
                    choice: {precondition: true, when: []}            | decided when the run comes to it
                    filter: {steps: [log: x]}                         | language: cel
                    loop: {copy: true, expression: {language: {language: cel, expression: '2'}}, steps: [log: x]} | by 'tasks'
                    log: 'of ${body}'                                 | a log message is literal
                    log: '{{env:HOME}}'                               | orchestrator.published.
                    log: {message: x, loggingLevel: LOUD}             | TRACE, DEBUG, INFO, WARN, ERROR or OFF
                    log: {message: x, marker: y}                      | use description, id, loggingLevel, message
                    {log: x, stop: {}}                                | write each as an item of its own
                    """)
    void what_is_not_in_the_vocabulary_is_rejected_with_what_to_use_instead(String step, String advice) {
        assertThat(problems(template(step)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).startsWith("w.camel.yaml, line 7: "))
                .anySatisfy(problem -> assertThat(problem.message()).contains(advice));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bad_id             | expert-task-action, parameters: {task: B-1, action: detect_pii}
                    duplicate_id       | expert-task-action, parameters: {task: a, action: detect_pii}
                    unknown_member     | expert-task-action, parameters: {task: b, action: detect_pii, depends_on: a}
                    missing_member     | expert-task-action, parameters: {task: b}
                    missing_member     | route-task-action, parameters: {task: b}
                    unknown_member     | approval-action, parameters: {task: b, uses: x}
                    unknown_route      | route-task-action, parameters: {task: b, uses: nowhere}
                    unknown_workflow   | workflow-action, parameters: {task: b, uses: nothing}
                    unknown_action     | expert-task-action, parameters: {task: b, action: detect_pi}
                    unknown_expert     | expert-task-action, parameters: {task: b, expert: X, action: detect_pii}
                    unknown_dependency | expert-task-action, parameters: {task: b, action: detect_pii, dependsOn: 'a, c'}
                    self_dependency    | expert-task-action, parameters: {task: b, action: detect_pii, dependsOn: b}
                    bad_duration       | expert-task-action, parameters: {task: b, action: detect_pii, timeout: soon}
                    bad_retry          | expert-task-action, parameters: {task: b, action: detect_pii, maxAttempts: none}
                    bad_on_failure     | expert-task-action, parameters: {task: b, action: detect_pii, onFailure: ignore}
                    bad_expression     | expert-task-action, parameters: {task: b, action: detect_pii, when: 'a b'}
                    bad_reference      | expert-task-action, parameters: {task: b, action: detect_pii, when: tasks.c.result.x}
                    bad_concurrency    | expert-task-action, parameters: {task: b, action: detect_pii, concurrency: 3}
                    unknown_member     | expert-task-action, parameters: {task: b, action: detect_pii, key: inputs.x}
                    unknown_input      | expert-task-action, parameters: {task: b, action: detect_pii, inputs: {file: x}}
                    wrong_type         | expert-task-action, parameters: {task: b, action: detect_pii, inputs: text}
                    """)
    void a_task_has_the_problems_of_a_definition_with_its_line(String code, String step) {
        assertThat(problems(template("to: {uri: kamelet:" + step + "}")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.message()).startsWith("w.camel.yaml, line 7: ");
                });
    }

    private static String task(String id, String more) {
        return "{to: {uri: kamelet:expert-task-action, parameters: {task: %s, action: detect_pii%s}}}"
                .formatted(id, more);
    }

    private static String cel(String expression) {
        return "expression: {language: {language: cel, expression: \"" + expression + "\"}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    missing_member | split  | inputs.list            |
                    unknown_member | split  | inputs.list            | , key: item, forEach: inputs.x
                    bad_expression | split  | '1 + 1'                | , key: item
                    bad_reference  | split  | item.list              | , key: item
                    bad_reference  | split  | tasks.b.result.list    | , key: item
                    bad_expression | loop   | 'true'                 | , key: index
                    bad_reference  | loop   | index                  | , key: index
                    bad_expression | filter | '1'                    |
                    bad_reference  | filter | tasks.b.result.x       |
                    bad_reference  | filter | tasks.none.result.x    |
                    """)
    void expressions_and_tasks_of_groups_are_checked(String code, String step, String expression, String more) {
        String text =
                template(step + ": {" + cel(expression) + ", steps: [" + task("b", more == null ? "" : more) + "]}");
        assertThat(problems(text)).extracting(Problem::code).containsExactly(code);
    }

    @Test
    void a_loop_may_ask_for_the_results_of_its_last_round() {
        Plan plan = plan("loop: {id: again, doWhile: true, " + cel("index == 0 || tasks.b.result.left > 0")
                + ", steps: [" + task("b", ", key: index") + "]}");
        Group loop = plan.group("again").orElseThrow();
        assertThat(loop.kind()).isEqualTo(Group.Kind.LOOP);
        assertThat(loop.repeatsWhile()).isTrue();
        assertThat(loop.tasks()).containsExactly("b");
        assertThat(plan.task("b").orElseThrow().group()).contains("again");
        assertThat(plan.task("b").orElseThrow().key()).contains("index");
    }

    @Test
    void groups_stand_in_one_another_and_what_follows_depends_on_their_ends() {
        Plan plan = plan(
                "split: {" + cel("tasks.a.result.list") + ", steps: [" + task("b", ", key: item.id") + ", {split: {"
                        + cel("item.parts") + ", steps: [" + task("c", ", key: index") + "]}}]}",
                task("d", ", inputs: {columns: '${tasks.c.result}'}").replaceAll("^\\{|}$", ""));
        assertThat(plan.groups()).extracting(Group::id).containsExactly("split1", "split2");
        assertThat(plan.group("split1").orElseThrow().tasks()).containsExactly("b", "c");
        assertThat(plan.group("split2").orElseThrow().enclosing()).contains("split1");
        assertThat(plan.task("d").orElseThrow().dependsOn()).containsExactly("c");
        assertThat(plan.task("c").orElseThrow().dependsOn()).containsExactly("b");
    }

    @Test
    void a_group_that_waits_for_what_waits_for_it_is_a_cycle() {
        String text = template("multicast: {steps: [{split: {" + cel("tasks.a.result.list") + ", steps: ["
                + task("b", ", key: index") + ", " + task("c", ", key: index, dependsOn: d") + "]}}, "
                + task("d", ", dependsOn: b") + "]}");
        assertThat(problems(text)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("cycle");
            assertThat(problem.message()).contains("d → split split1 → d");
        });
    }

    @Test
    void tasks_of_a_choice_get_its_conditions_and_those_of_the_branches_before_negated() {
        Plan plan = plan(
                "choice: {id: size, when: [{" + cel("tasks.a.result.rows > 9") + ", steps: [" + task("b", "") + "]}, {"
                        + cel("tasks.a.result.rows > 5") + ", steps: [" + task("c", ", when: inputs.x")
                        + "]}], otherwise: {steps: ["
                        + task("d", "") + "]}}",
                task("e", "").replaceAll("^\\{|}$", ""));
        assertThat(plan.task("b").orElseThrow().when()).contains("tasks.a.result.rows > 9");
        assertThat(plan.task("c").orElseThrow().when())
                .contains("(!(tasks.a.result.rows > 9)) && (tasks.a.result.rows > 5) && (inputs.x)");
        assertThat(plan.task("d").orElseThrow().when())
                .contains("(!(tasks.a.result.rows > 9)) && (!(tasks.a.result.rows > 5))");
        assertThat(plan.task("e").orElseThrow().dependsOn()).containsExactly("b", "c", "d");
        assertThat(plan.condition("size", 1)).contains("tasks.a.result.rows > 5");
        assertThat(plan.condition("size", 2)).isEmpty();
    }

    @Test
    void exactly_one_branch_of_a_choice_holds() {
        Plan plan = plan(
                "choice: {when: [{" + cel("inputs.n > 9") + ", steps: [" + task("b", "") + "]}, {" + cel("inputs.n > 5")
                        + ", steps: [" + task("c", "") + "]}], otherwise: {steps: [" + task("d", "") + "]}}");
        for (long number = 0; number < 15; number++) {
            Map<String, Object> variables = Map.of("inputs", Map.of("n", number), "tasks", Map.of());
            List<String> holding = plan.tasks().stream()
                    .filter(task -> task.when().isPresent())
                    .filter(task ->
                            Expression.compile(task.when().orElseThrow()).holds(variables))
                    .map(PlanTask::id)
                    .toList();
            assertThat(holding).containsExactly(number > 9 ? "b" : number > 5 ? "c" : "d");
        }
    }

    private static String branches(int count, String text) {
        StringBuilder whens = new StringBuilder("choice: {when: [");
        for (int number = 0; number < count; number++) {
            whens.append(number == 0 ? "{" : ", {")
                    .append(cel("inputs.number == " + number + " || inputs.name == '" + text + "'"))
                    .append(", steps: [")
                    .append(task("t" + number, ""))
                    .append("]}");
        }
        return whens.append("]}").toString();
    }

    @Test
    void conditions_that_grow_too_long_together_are_found_when_the_file_is_read() {
        assertThat(problems(template(branches(120, "x".repeat(120)))))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).contains("at most 10000 are read"));
    }

    @Test
    void a_choice_may_have_many_branches() {
        String last = plan(branches(60, "x")).task("t59").orElseThrow().when().orElseThrow();
        assertThat(Expression.compile(last).holds(Map.of("inputs", Map.of("number", 59L, "name", ""))))
                .isTrue();
        assertThat(Expression.compile(last).holds(Map.of("inputs", Map.of("number", 7L, "name", ""))))
                .isFalse();
    }

    @Test
    void parameters_may_be_written_as_forms_write_them() {
        Plan plan = TemplateReader.read(
                        template(
                                        "to: {uri: kamelet:expert-task-action, parameters: {task: b, action: detect_pii, maxAttempts: '5', dependsOn: 'a,',"
                                                + " inputs: '{\"months\": 2}'}}")
                                .replace("uri: direct:w", "uri: direct\n      parameters: {name: w}"),
                        "w.camel.yaml",
                        Definitions.KNOWN)
                .plan();
        PlanTask task = plan.task("b").orElseThrow();
        assertThat(task.retry().maxAttempts()).isEqualTo(5);
        assertThat(task.inputs()).isEqualTo(Optional.of(Map.of("months", 2L)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '- route: {id: w, from: {uri: timer:x, steps: []}}'                       | a workflow starts from 'direct:w'
                    '- route: {id: w, errorHandler: {}, from: {uri: direct:w}}'              | 'onFailure'
                    '- route: {id: W, from: {uri: direct:W}}'                                | must match
                    '- route: {id: w, description: "{{x}}", from: {uri: direct:w}}'          | placeholders are not allowed
                    '- routeConfiguration: {id: w}'                                          | holds one 'route'
                    '- route: {id: w, from: {uri: direct:w, steps: []}}'                     | has no task
                    '- beans: []'                                                            | none was found
                    'a: 1'                                                                   | none was found
                    """)
    void a_file_holds_one_workflow(String text, String advice) {
        assertThatThrownBy(() -> TemplateReader.read(text, "w.camel.yaml"))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.text()).contains(advice));
    }

    @Test
    void all_problems_of_a_file_come_at_once() {
        assertThat(problems(template(
                        "setBody: {constant: x}",
                        "to: {uri: kamelet:expert-task-action, parameters: {task: b, action: x, timeout: y}}")))
                .extracting(Problem::message)
                .hasSize(3)
                .anyMatch(message -> message.contains("line 7"))
                .allMatch(message -> message.contains("line 7") || message.contains("line 8"));
    }

    @Test
    void the_built_in_workflow_reads() throws IOException {
        Template template = TemplateReader.read(
                Files.readString(Path.of("routes/workflows/onboard_dataset.camel.yaml")),
                "onboard_dataset",
                Definitions.KNOWN);
        assertThat(template.plan().levels())
                .containsExactly(
                        List.of("schema_analysis"),
                        List.of("quality_validation", "security_scan", "cost_estimation", "lineage_mapping"),
                        List.of("compliance_check"));
    }
}
