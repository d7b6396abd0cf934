package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.RouteFile;
import org.opendatagov.orchestrator.route.RouteStates;
import org.opendatagov.orchestrator.route.RouteStatus;
import org.opendatagov.orchestrator.route.TaskRoutes;
import org.opendatagov.orchestrator.support.Gate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthIndicator;

class RouteReloadTest extends EngineTestBase {
    private static final Path ROUTES = Path.of("target", "test-routes", "engine");
    private static final Path WORKFLOW = ROUTES.resolve("workflows/reloaded.camel.yaml");
    private static final Path TASKS = ROUTES.resolve("tasks/reloaded.camel.yaml");

    @Autowired
    RouteStates states;

    @Autowired
    HealthIndicator routesHealthIndicator;

    @Autowired
    WorkflowTemplates templates;

    @Autowired
    TaskRoutes taskRoutes;

    @Autowired
    CamelContext camel;

    private static String workflow(String task) {
        return WorkflowPublishingTest.route("reloaded", """
                    - to:
                        uri: kamelet:expert-task-action
                        parameters: { task: %s, action: analyze_schema }
                """.formatted(task).indent(4));
    }

    private static String greeting(String text) {
        return """
                - route:
                    id: reloaded-greeting
                    group: tasks
                    description: Greets
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:reloaded-greeting
                      steps:
                        - setBody:
                            simple:
                              expression: "%s"
                """.formatted(text);
    }

    @AfterEach
    void clean() throws IOException {
        Files.deleteIfExists(WORKFLOW);
        Files.deleteIfExists(TASKS);
        await().atMost(LONG)
                .until(() -> status("workflows/reloaded.camel.yaml").isEmpty()
                        && status("tasks/reloaded.camel.yaml").isEmpty());
    }

    private Optional<RouteStatus> status(String file) {
        return states.list().stream()
                .filter(status -> status.file().equals(file))
                .findFirst();
    }

    private void awaitState(String file, RouteStatus.State state) {
        await().atMost(LONG)
                .until(() ->
                        status(file).filter(found -> found.state() == state).isPresent());
    }

    private void awaitTask(String task) {
        await().atMost(LONG)
                .until(() -> templates
                        .current("reloaded")
                        .filter(found -> found.plan().task(task).isPresent())
                        .isPresent());
    }

    private RunView run() {
        return ended(runs.submit(new RunRequest("reloaded", Map.of("file_path", "a.parquet"), Optional.empty()))
                .runId());
    }

    private Object greet() {
        RunView run = run(definition(task("greet", "uses", "reloaded-greeting")), Map.of());
        assertThat(run.status()).as("%s", run).isEqualTo(RunState.SUCCEEDED);
        return result(run.id(), "greet");
    }

    @Test
    void a_broken_file_over_a_live_template_changes_nothing_and_shows_until_it_is_mended() throws IOException {
        Files.writeString(WORKFLOW, workflow("first"));
        awaitTask("first");
        awaitState("workflows/reloaded.camel.yaml", RouteStatus.State.RUNNING);
        assertThat(run().status()).isEqualTo(RunState.SUCCEEDED);

        Files.writeString(WORKFLOW, workflow("second").replace("steps:", "steps"));
        awaitState("workflows/reloaded.camel.yaml", RouteStatus.State.REJECTED);
        RouteStatus rejected = status("workflows/reloaded.camel.yaml").orElseThrow();
        assertThat(rejected.id()).isEqualTo("reloaded");
        assertThat(rejected.problems())
                .extracting(Problem::message)
                .allMatch(text -> text.matches("(?s)workflows/reloaded\\.camel\\.yaml, line \\d+: .*"));
        assertThat(routesHealthIndicator.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(routesHealthIndicator.health().getDetails()).containsKey("workflows/reloaded.camel.yaml");
        assertThat(run().tasks()).extracting(TaskView::id).containsExactly("first");

        Files.writeString(WORKFLOW, workflow("second"));
        awaitTask("second");
        awaitState("workflows/reloaded.camel.yaml", RouteStatus.State.RUNNING);
        assertThat(run().tasks()).extracting(TaskView::id).containsExactly("second");
        assertThat(routesHealthIndicator.health().getStatus().getCode()).isEqualTo("UP");

        Files.delete(WORKFLOW);
        await().atMost(LONG).until(() -> templates.current("reloaded").isEmpty());
    }

    @Test
    void what_was_published_goes_on_without_its_file() throws IOException {
        assertThat(templates.current("onboard_dataset")).isPresent();
        Files.writeString(WORKFLOW, workflow("first").replace("reloaded", "reloaded_kept"));
        await().atMost(LONG).until(() -> templates.current("reloaded_kept").isPresent());
        Files.writeString(
                WORKFLOW, WorkflowPublishingTest.route("onboard_dataset", "").replace("steps:", "steps: []"));
        awaitState("workflows/reloaded.camel.yaml", RouteStatus.State.REJECTED);
        assertThat(templates.current("reloaded_kept")).isPresent();
    }

    @Test
    void a_task_route_is_swapped_alone_and_goes_on_where_its_file_breaks() throws Exception {
        Files.writeString(TASKS, greeting("Hello"));
        awaitState("tasks/reloaded.camel.yaml", RouteStatus.State.RUNNING);
        templates.drop(camel);
        int routes = camel.getRoutesSize();
        assertThat(greet()).isEqualTo("Hello");

        for (String broken : List.of(
                greeting("Bye").replace("setBody", "setNothing"),
                greeting("Bye").replace("- setBody", "setBody"),
                greeting("Bye").replace("direct:reloaded-greeting", "direct:engine-task"),
                greeting("Bye").replace("id: reloaded-greeting", "id: greet"),
                greeting("Bye") + "- beans: [ ]\n")) {
            Files.writeString(TASKS, broken);
            awaitState("tasks/reloaded.camel.yaml", RouteStatus.State.REJECTED);
            assertThat(greet()).isEqualTo("Hello");
            Files.writeString(TASKS, greeting("Hello"));
            awaitState("tasks/reloaded.camel.yaml", RouteStatus.State.RUNNING);
        }
        Files.writeString(TASKS, greeting("Good day"));
        await().atMost(LONG).untilAsserted(() -> assertThat(greet()).isEqualTo("Good day"));
        templates.drop(camel);
        await().atMost(LONG).until(() -> camel.getRoutesSize() == routes);
    }

    @Test
    void a_definition_may_name_a_task_route_whose_file_is_swapped() throws Exception {
        Files.writeString(TASKS, greeting("Hello 0"));
        awaitState("tasks/reloaded.camel.yaml", RouteStatus.State.RUNNING);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                assertThat(runs.validate(definition(task("greet", "uses", "reloaded-greeting"))))
                        .isEmpty();
            }
        });
        for (int version = 1; version <= 10; version++) {
            RouteFile file = new RouteFile("tasks/reloaded.camel.yaml", greeting("Hello " + version));
            Files.writeString(TASKS, file.text());
            taskRoutes.put(file, camel);
        }
        enough.set(true);
        assertThat(asking).succeedsWithin(LONG);
    }

    @Test
    void a_consumer_of_a_file_that_is_only_tried_does_not_start() throws IOException {
        Path touched = Path.of("target", "test-data", "scratch");
        Files.createDirectories(touched);
        Files.writeString(touched.resolve("there.txt"), "x");
        Files.writeString(TASKS, """
                - route:
                    id: takes-files
                    from:
                      uri: file:%s?delete=true
                      steps:
                        - to: direct:nowhere
                        - setNothing: {}
                """.formatted(touched));
        awaitState("tasks/reloaded.camel.yaml", RouteStatus.State.REJECTED);
        assertThat(touched.resolve("there.txt")).exists();
        assertThat(camel.getRoute("takes-files")).isNull();
    }

    private static final String NAME = "tasks/reloaded.camel.yaml";

    private RunView greetOnce() {
        return run(
                definition(task("greet", "uses", "reloaded-greeting", "retry", Map.of("max_attempts", 1))), Map.of());
    }

    @Test
    void no_attempt_meets_a_gap_where_a_task_route_is_swapped() {
        taskRoutes.put(new RouteFile(NAME, greeting("Hello 0")), camel);
        try {
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> calling = CompletableFuture.supplyAsync(() -> {
                int calls = 0;
                while (!enough.get() || calls < 10) {
                    RunView run = greetOnce();
                    assertThat(run.status()).as("%s", run).isEqualTo(RunState.SUCCEEDED);
                    calls++;
                }
                return calls;
            });
            for (int version = 1; version <= 20; version++) {
                taskRoutes.put(new RouteFile(NAME, greeting("Hello " + version)), camel);
            }
            enough.set(true);
            assertThat(calling).succeedsWithin(LONG);
        } finally {
            taskRoutes.remove(NAME, camel);
        }
    }

    /** Two routes, one of which goes to the other when its gate is open. */
    private static String pair(String text) {
        return """
                - route:
                    id: reloaded-greeting
                    group: tasks
                    description: Greets in two steps
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:reloaded-greeting
                      steps:
                        - process:
                            ref: reloadedGate
                        - to:
                            uri: direct:reloaded-part
                            parameters:
                              timeout: 1000
                - route:
                    id: reloaded-part
                    description: Says it
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:reloaded-part
                      steps:
                        - setBody:
                            constant: "%s"
                """.formatted(text);
    }

    @Test
    void a_call_ends_in_its_own_version_also_where_it_goes_to_another_route_of_its_file() throws IOException {
        Gate gate = new Gate();
        AtomicBoolean in = new AtomicBoolean();
        camel.getRegistry().bind("reloadedGate", (Processor) exchange -> {
            in.set(true);
            gate.await();
        });
        gate.close();
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            taskRoutes.put(new RouteFile(NAME, pair("first")), camel);
            UUID run = start(
                    definition(task("greet", "uses", "reloaded-greeting", "retry", Map.of("max_attempts", 1))),
                    Map.of());
            await().atMost(LONG).untilTrue(in);
            assertThat(CompletableFuture.runAsync(() -> taskRoutes.put(new RouteFile(NAME, pair("second")), camel)))
                    .succeedsWithin(LONG);

            assertThat(template.requestBody("direct:reloaded-part", "by its plain name, as from another file"))
                    .isEqualTo("second");
            gate.open();
            assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED);
            assertThat(result(run, "greet")).isEqualTo("first");
            assertThat(greet()).isEqualTo("second");
            await().atMost(LONG).until(() -> reloaded() == 2);
        } finally {
            gate.open();
            taskRoutes.remove(NAME, camel);
        }
        await().atMost(LONG).until(() -> reloaded() == 0);
        assertThat(camel.getEndpoints())
                .extracting(Endpoint::getEndpointUri)
                .noneMatch(uri -> uri.startsWith("direct://reloaded-part!"));
    }

    private long reloaded() {
        return camel.getRoutes().stream()
                .filter(route -> route.getId().startsWith("reloaded-"))
                .count();
    }

    @Test
    void a_route_that_starts_by_itself_ends_before_its_next_version_begins() {
        List<String> told = new CopyOnWriteArrayList<>();
        camel.getRegistry().bind("reloadedTicks", (Processor)
                exchange -> told.add(exchange.getMessage().getBody(String.class)));
        try {
            taskRoutes.put(new RouteFile(NAME, ticking("first")), camel);
            await().atMost(LONG).until(() -> told.contains("first"));

            taskRoutes.put(new RouteFile(NAME, ticking("second")), camel);
            told.clear();
            await().atMost(LONG).until(() -> told.size() > 2);
            assertThat(told).containsOnly("second");

            // It shows when it starts.
            String broken = ticking("third") + """
                    - route:
                        id: reloaded-files
                        from:
                          uri: file:target/not-there?autoCreate=false&startingDirectoryMustExist=true
                          steps: []
                    """;
            assertThatThrownBy(() -> taskRoutes.put(new RouteFile(NAME, broken), camel))
                    .isInstanceOf(OrchestratorException.class);
            told.clear();
            await().atMost(LONG).until(() -> told.size() > 2);
            assertThat(told).containsOnly("second");
        } finally {
            taskRoutes.remove(NAME, camel);
        }
        await().atMost(LONG).until(() -> reloaded() == 0);
    }

    private static String ticking(String text) {
        return """
                - route:
                    id: reloaded-ticks
                    description: Begins by itself
                    from:
                      uri: timer:reloaded?period=10
                      steps:
                        - setBody:
                            constant: %s
                        - process:
                            ref: reloadedTicks
                """.formatted(text);
    }

    @Test
    void a_call_that_meets_no_route_is_one_to_try_again() {
        try {
            taskRoutes.put(
                    new RouteFile(
                            NAME,
                            greeting("never").replace("steps:", "steps:\n        - to: direct:nowhere?block=false")),
                    camel);
            RunView run = greetOnce();
            assertThat(task(run, "greet").error().orElseThrow().code()).isEqualTo(ErrorCode.UNAVAILABLE.text());
        } finally {
            taskRoutes.remove(NAME, camel);
        }
    }
}
