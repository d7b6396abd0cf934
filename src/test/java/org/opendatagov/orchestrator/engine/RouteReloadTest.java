package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.RouteFile;
import org.opendatagov.orchestrator.route.RouteStates;
import org.opendatagov.orchestrator.route.RouteStatus;
import org.opendatagov.orchestrator.route.TaskRoutes;
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
        assertThat(camel.getRoutesSize()).isEqualTo(routes);
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
}
