package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.engine.Workflows.Published;
import org.opendatagov.orchestrator.engine.Workflows.Version;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.opendatagov.orchestrator.workflow.Comparison;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class WorkflowPublishingTest extends EngineTestBase {
    private static final String TASK = """
                    - to:
                        uri: kamelet:expert-task-action
                        parameters: { task: one, action: analyze_schema }
            """;

    @Autowired
    Workflows workflows;

    @Autowired
    WorkflowTemplates templates;

    @Autowired
    CamelContext camel;

    @Autowired
    JdbcClient database;

    /** A route with these steps, indented as {@link #TASK}. */
    static String route(String id, String steps) {
        return """
                - route:
                    id: %s
                    description: Published
                    from:
                      uri: direct:%s
                      steps:
                """.formatted(id, id) + steps;
    }

    private static String steps(String... tasks) {
        return Stream.of(tasks).map(task -> TASK.replace("one", task)).reduce("", String::concat);
    }

    private UUID submit(String workflow) {
        return runs.submit(new RunRequest(workflow, Map.of("file_path", "a.parquet"), Optional.empty()))
                .runId();
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Problem> problems(String workflow, String yaml) {
        try {
            workflows.publish(workflow, yaml);
        } catch (OrchestratorException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            return e.problems();
        }
        throw new AssertionError("it was published");
    }

    @Test
    void new_content_is_a_new_version_and_equal_content_the_same() {
        Published first = workflows.publish("pub_versions", route("pub_versions", steps("one")));
        Published second = workflows.publish("pub_versions", route("pub_versions", steps("one", "two")));
        Published again = workflows.publish("pub_versions", route("pub_versions", steps("one")));

        assertThat(first.created()).isTrue();
        assertThat(second.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(List.of(
                        first.workflow().version(),
                        second.workflow().version(),
                        again.workflow().version()))
                .containsExactly(1, 2, 1);
        assertThat(workflows.versions("pub_versions"))
                .extracting(Version::version, Version::origin, Version::active)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(2, "published", false),
                        org.assertj.core.api.Assertions.tuple(1, "published", true));
    }

    @Test
    void a_run_keeps_the_version_it_began_with_and_new_ones_take_the_one_in_force() throws Exception {
        CountDownLatch published = new CountDownLatch(1);
        experts.get("SchemaExpert").script(request -> {
            if (request.taskId().equals("one")) {
                assertThat(reached(published)).isTrue();
            }
            return ScriptedExpert.trivial(request);
        });
        workflows.publish("pub_keeps", route("pub_keeps", steps("one", "old")));
        UUID before = submit("pub_keeps");
        awaitState(before, RunState.RUNNING);
        workflows.publish("pub_keeps", route("pub_keeps", steps("one", "new")));
        templates.drop(camel);
        UUID after = submit("pub_keeps");
        published.countDown();

        assertThat(ended(before).tasks()).extracting(TaskView::id).containsExactly("one", "old");
        assertThat(ended(after).tasks()).extracting(TaskView::id).containsExactly("one", "new");
        assertThat(ended(after).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended(before).status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void an_earlier_version_is_activated_and_one_that_is_not_there_refused() {
        workflows.publish("pub_back", route("pub_back", steps("one")));
        workflows.publish("pub_back", route("pub_back", steps("two")));

        assertThat(workflows.activate("pub_back", 1).version()).isEqualTo(1);
        assertThat(ended(submit("pub_back")).tasks()).extracting(TaskView::id).containsExactly("one");
        assertThatThrownBy(() -> workflows.activate("pub_back", 3)).hasMessageContaining("no version 3");
    }

    @Test
    void a_definition_runs_as_a_template_and_exports_as_a_route() {
        Map<String, Object> definition = Map.of(
                "workflow_id", "pub_dag",
                "description", "A diamond that is none",
                "timeout", "1h",
                "tasks",
                        List.of(
                                task("a"),
                                task("b"),
                                task("c", "depends_on", List.of("a")),
                                task("d", "depends_on", List.of("a", "b"))));

        assertThat(workflows.publish("pub_dag", definition).created()).isTrue();
        assertThat(workflows.publish("pub_dag", definition).created()).isFalse();

        assertThat(ended(submit("pub_dag")).status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(workflows.graph("pub_dag", Optional.empty()).levels())
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
        String route = workflows.route("pub_dag", Optional.empty());
        assertThat(route).contains("direct:pub_dag", "dependsOn: a,b");
        assertThat(workflows.publish("pub_dag", route).created()).isTrue();
        assertThat(workflows.compare("pub_dag", 1, 2)).isEqualTo(new Comparison(List.of(), List.of(), List.of()));
    }

    @Test
    void two_versions_are_compared_task_by_task() {
        workflows.publish("pub_compare", route("pub_compare", steps("one", "two", "gone")));
        workflows.publish(
                "pub_compare",
                route("pub_compare", steps("one", "two").replace("two,", "two, timeout: 5m,") + steps("fresh")));

        assertThat(workflows.compare("pub_compare", 1, 2))
                .isEqualTo(new Comparison(
                        List.of("fresh"), List.of("gone"), List.of(new Comparison.Change("two", List.of("timeout")))));
    }

    @Test
    void what_another_replica_publishes_is_in_force_here_within_seconds() {
        database.sql(
                        "INSERT INTO workflow_version (workflow, version, hash, content, origin) VALUES ('pub_other', 1, 'x', ?, 'published')")
                .param(route("pub_other", steps("one")))
                .update();
        database.sql("INSERT INTO workflow_active (workflow, version, published) VALUES ('pub_other', 1, true)")
                .update();

        await().atMost(LONG).until(() -> templates.current("pub_other").isPresent());
        assertThat(ended(submit("pub_other")).status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void all_problems_come_at_once_each_with_its_line() {
        List<Problem> found =
                problems("pub_bad", route("pub_worse", """
                    - setBody: { simple: "${env:HOME}" }
                    - to: { uri: "kamelet:expert-task-action", parameters: { task: one, expert: NoExpert, action: analyze_schema } }
                    - to: { uri: "kamelet:expert-task-action", parameters: { task: two, action: no_action } }
            """.indent(-4).indent(8)));

        assertThat(found).extracting(Problem::message).anyMatch(text -> text.contains("setBody"));
        assertThat(found).allMatch(problem -> problem.message().matches("(?s)the route, line \\d+: .*"));
        assertThat(found).hasSizeGreaterThanOrEqualTo(3);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                arguments("toD", "- toD: { uri: \"http://169.254.169.254/\" }"),
                arguments("environment", "- log: \"{{env:HOME}}\""),
                arguments("system property", "- log: \"{{sys:user.home}}\""),
                arguments("setting", "- log: \"{{spring.datasource.password}}\""),
                arguments("escaping placeholder", "- log: \"{{orchestrator.published.x:{{env:HOME}}}}\""),
                arguments("simple in a log", "- log: \"${bean:runs}\""),
                arguments("simple by its other name", "- log: \"$simple{env:HOME}\""),
                arguments("file endpoint", "- to: \"file:/etc\""),
                arguments("host", "- to: \"http://example.org\""),
                arguments("command", "- to: { uri: exec, parameters: { executable: id } }"),
                arguments("another kamelet", "- to: \"kamelet:s3-listing-source\""),
                arguments(
                        "kamelet elsewhere",
                        "- to: { uri: \"kamelet:expert-task-action?location=file:/tmp\", parameters: { task: x, action: analyze_schema } }"),
                arguments(
                        "kamelet parameter",
                        "- to: { uri: \"kamelet:expert-task-action\", parameters: { task: x, action: analyze_schema, location: \"file:/tmp\" } }"),
                arguments(
                        "task id with a query",
                        "- to: { uri: \"kamelet:expert-task-action\", parameters: { task: \"x&location=file:/tmp\", action: analyze_schema } }"),
                arguments(
                        "task id with a placeholder",
                        "- to: { uri: \"kamelet:expert-task-action\", parameters: { task: \"{{env:HOME}}\", action: analyze_schema } }"),
                arguments("bean", "- bean: { ref: runs, method: list }"),
                arguments("script", "- script: { groovy: \"1\" }"),
                arguments("process", "- process: { ref: x }"),
                arguments("header", "- setHeader: { name: CamelHttpUri, constant: \"http://example.org\" }"),
                arguments("groovy", "- filter: { expression: { groovy: { expression: \"true\" } }, steps: [] }"),
                arguments(
                        "simple", "- filter: { expression: { simple: { expression: \"${bean:runs}\" } }, steps: [] }"),
                arguments("short simple", "- filter: { simple: \"true\", steps: [] }"),
                arguments("method", "- filter: { expression: { method: { ref: runs, method: list } }, steps: [] }"),
                arguments(
                        "language by name",
                        "- filter: { expression: { language: { language: groovy, expression: \"true\" } }, steps: [] }"),
                arguments(
                        "language resource",
                        "- filter: { expression: { language: { language: cel, expression: \"resource:file:/etc/passwd\" } }, steps: [] }"),
                arguments("tag", "- log: !!javax.script.ScriptEngineManager [ ]"),
                arguments("anchor", "- log: &a { message: *a }"),
                arguments(
                        "variable that becomes a header",
                        "- to: { uri: \"kamelet:expert-task-action\", variableSend: \"header:CamelHttpUri\", parameters: { task: x, action: analyze_schema } }"),
                arguments(
                        "header in a kamelet's parameters",
                        "- to: { uri: \"kamelet:expert-task-action\", parameters: { task: x, action: analyze_schema, \"CamelFileName\": /etc/passwd } }"),
                arguments(
                        "placeholder in an action",
                        "- to: { uri: \"kamelet:expert-task-action\", parameters: { task: x, action: \"{{env:HOME}}\" } }"),
                arguments(
                        "class as a strategy",
                        "- split: { id: s, aggregationStrategy: \"#class:java.lang.Runtime\", expression: { language: { language: cel, expression: \"[1]\" } }, steps: [] }"),
                arguments(
                        "bean as an executor",
                        "- multicast: { executorService: \"#class:java.util.concurrent.ForkJoinPool\", steps: [] }"),
                arguments("bean before a branch", "- multicast: { onPrepare: \"#bean:runs\", steps: [] }"),
                arguments("enrich", "- enrich: { simple: \"file:/etc/passwd\" }"),
                arguments("poll", "- poll: { uri: \"file:/etc\" }"),
                arguments("wire tap", "- wireTap: { uri: \"http://example.org\" }"),
                arguments("recipients", "- recipientList: { constant: \"http://example.org\" }"),
                arguments("dynamic router", "- dynamicRouter: { simple: \"http://example.org\" }"),
                arguments("routing slip", "- routingSlip: { constant: \"http://example.org\" }"),
                arguments("try", "- doTry: { steps: [ { to: \"exec:id\" } ], doCatch: [] }"),
                arguments("transform", "- transform: { groovy: \"1\" }"),
                arguments("unmarshal", "- unmarshal: { yaml: { unmarshalType: javax.script.ScriptEngineManager } }"),
                arguments("logger of another's name", "- log: { message: x, logger: \"#bean:runs\" }"),
                arguments(
                        "a step within a step",
                        "- pipeline: { steps: [ { multicast: { steps: [ { to: \"file:/tmp\" } ] } } ] }"),
                arguments(
                        "java in a condition",
                        "- filter: { expression: { language: { language: cel, expression: \"inputs.getClass().forName('java.lang.Runtime') != null\" } }, steps: [ { to: { uri: \"kamelet:approval-action\", parameters: { task: y } } } ] }"),
                arguments(
                        "environment in a reference",
                        "- to: { uri: \"kamelet:expert-task-action\", parameters: { task: x, action: analyze_schema, inputs: { file_path: \"${env.HOME}\" } } }"),
                arguments(
                        "a route that is no task's",
                        "- to: { uri: \"kamelet:route-task-action\", parameters: { task: x, uses: engine-task } }"),
                arguments(
                        "an address as a route",
                        "- to: { uri: \"kamelet:route-task-action\", parameters: { task: x, uses: \"file:/etc\" } }"),
                arguments("merge key", "- to: { <<: { uri: \"file:/etc\" } }"),
                arguments("binary tag", "- log: !!binary aGk="),
                arguments("published placeholder that is not set", "- log: \"{{orchestrator.published.not_set}}\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void publishing_is_no_way_to_run_code_read_a_file_or_reach_a_host(String what, String step) {
        int routes = camel.getRoutesSize();
        List<Problem> found = problems("pub_attack", route("pub_attack", TASK + "            " + step + "\n"));

        assertThat(found).as(what).isNotEmpty();
        assertThat(found).extracting(Problem::message).noneMatch(text -> text.contains(System.getenv("HOME")));
        assertThat(templates.current("pub_attack")).isEmpty();
        // Meanwhile routes of versions that nothing needs may have gone; none has come.
        assertThat(camel.getRoutesSize()).isLessThanOrEqualTo(routes);
        assertThat(camel.getRoutes()).noneMatch(route -> route.getId().startsWith("pub_attack"));
    }

    static Stream<Arguments> roots() {
        return Stream.of(
                arguments("beans", "- beans: [ { name: x, type: java.lang.Runtime } ]\n"),
                arguments("timer", route("pub_root", TASK).replace("direct:pub_root", "timer:x")),
                arguments(
                        "another's consumer", route("pub_root", TASK).replace("direct:pub_root", "direct:engine-task")),
                arguments("another's id", route("onboard_dataset", TASK)),
                arguments("two routes", route("pub_root", TASK) + route("pub_root", TASK)),
                arguments("duplicate tasks", route("pub_root", TASK + TASK)),
                arguments("duplicate key", route("pub_root", TASK).replace("description:", "id: x\n    description:")),
                arguments("description", route("pub_root", TASK).replace("Published", "\"{{env:HOME}}\"")),
                arguments(
                        "error handler",
                        route("pub_root", TASK).replace("description:", "onException: []\n    description:")),
                arguments(
                        "precondition",
                        route("pub_root", TASK)
                                .replace("description:", "precondition: \"${bean:runs}\"\n    description:")),
                arguments(
                        "policy",
                        route("pub_root", TASK)
                                .replace("description:", "routePolicy: \"#bean:runs\"\n    description:")),
                arguments("group", route("pub_root", TASK).replace("description:", "group: tasks\n    description:")),
                arguments(
                        "another handler",
                        route("pub_root", TASK)
                                .replace(
                                        "description:",
                                        "errorHandler: { deadLetterChannel: { deadLetterUri: \"http://example.org\" } }\n    description:")),
                arguments("a second document", route("pub_root", TASK) + "---\n" + route("pub_other_root", TASK)),
                arguments("a configuration beside", route("pub_root", TASK) + "- routeConfiguration: { id: x }\n"),
                arguments(
                        "a template beside",
                        route("pub_root", TASK)
                                + "- routeTemplate: { id: x, from: { uri: \"direct:x\", steps: [] } }\n"),
                arguments(
                        "an intercept beside",
                        route("pub_root", TASK) + "- intercept: { steps: [ { to: \"http://example.org\" } ] }\n"),
                arguments("rest beside", route("pub_root", TASK) + "- rest: { path: /x }\n"),
                arguments(
                        "parameters of from",
                        route("pub_root", TASK)
                                .replace(
                                        "      steps:",
                                        "      parameters: { bridgeErrorHandler: true }\n      steps:")),
                arguments("empty", " "),
                arguments("text", "route"),
                arguments("definition of another", "workflow_id: other\ntasks: [ { id: a, action: analyze_schema } ]"),
                arguments(
                        "definition with a placeholder",
                        "workflow_id: pub_root\ndescription: \"{{env:HOME}}\"\ntasks: [ { id: a, action: analyze_schema } ]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("roots")
    void a_file_that_is_no_workflow_of_this_id_is_refused_whole(String what, String yaml) {
        assertThat(problems("pub_root", yaml)).as(what).isNotEmpty();
        assertThat(templates.current("pub_root")).isEmpty();
    }

    @Test
    void twenty_publications_leave_no_routes_and_endpoints_behind() throws Exception {
        workflows.publish("pub_rounds", route("pub_rounds", steps("first")));
        templates.drop(camel);
        int routes = camel.getRoutesSize();
        int endpoints = camel.getEndpoints().size();
        for (int round = 0; round < 20; round++) {
            workflows.publish("pub_rounds", route("pub_rounds", steps("round_" + round)));
            ended(submit("pub_rounds"));
        }
        await().atMost(LONG).untilAsserted(() -> {
            templates.drop(camel);
            assertThat(camel.getRoutesSize()).isEqualTo(routes);
            assertThat(camel.getEndpoints()).hasSize(endpoints);
        });
        RunView untouched = ended(submit("onboard_dataset"));
        assertThat(untouched.status()).as("%s", untouched).isEqualTo(RunState.SUCCEEDED);
    }
}
