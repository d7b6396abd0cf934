package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ExpertFolder;
import org.opendatagov.orchestrator.route.RouteStates;
import org.opendatagov.orchestrator.route.RouteStatus;
import org.springframework.beans.factory.annotation.Autowired;

/** The route of an expert: tasks go through it where there is one, and it changes while the service runs. */
class ExpertRouteTest extends EngineTestBase {
    private static final Path FOLDER = Path.of("target", "test-routes", "engine", "experts");
    private static final Path FILE = FOLDER.resolve("schema.camel.yaml");
    private static final String NAME = "experts/schema.camel.yaml";

    @Autowired
    RouteStates states;

    @Autowired
    ExpertFolder folder;

    @Autowired
    CamelContext camel;

    private static String route(String steps) {
        return """
                # An expert's own route
                - route:
                    id: schema-expert
                    description: Has a say of its own
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:judged-SchemaExpert
                      steps:
                        - to: direct:engine-expert-router
                """ + steps.indent(8);
    }

    private static String failing(String why) {
        return route("""
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: "%s"
                """.formatted(why));
    }

    @AfterEach
    void clean() throws IOException {
        Files.deleteIfExists(FILE);
        await().atMost(LONG).until(() -> status().isEmpty());
    }

    private Optional<RouteStatus> status() {
        return states.list().stream()
                .filter(status -> status.file().equals(NAME))
                .findFirst();
    }

    private void put(String yaml, RouteStatus.State state) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FILE, yaml);
        await().atMost(LONG)
                .until(() -> status().filter(found -> found.state() == state).isPresent());
    }

    private TaskState outcome() {
        return status(
                run(definition(task("t", "retry", Map.of("max_attempts", 1))), Map.of("file_path", "a.parquet")), "t");
    }

    @Test
    void a_task_goes_through_its_experts_route_in_its_newest_version() throws IOException {
        assertThat(folder.entrance("SchemaExpert")).isEmpty();
        assertThat(outcome()).isEqualTo(TaskState.SUCCEEDED);

        put(failing("first"), RouteStatus.State.RUNNING);
        assertThat(outcome()).isEqualTo(TaskState.FAILED);

        Files.writeString(FILE, route(""));
        await().atMost(LONG).until(() -> outcome() == TaskState.SUCCEEDED);
        await().atMost(LONG)
                .until(() -> camel.getRoutes().stream()
                                .filter(route -> route.getId().startsWith("schema-expert"))
                                .count()
                        == 1);

        Files.delete(FILE);
        await().atMost(LONG).until(() -> folder.entrance("SchemaExpert").isEmpty());
        assertThat(outcome()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_broken_file_is_rejected_by_name_and_what_ran_before_goes_on() throws IOException {
        put(failing("it runs"), RouteStatus.State.RUNNING);

        for (String broken : List.of(
                route("- setNothing: x"),
                route("").replace("direct:judged-SchemaExpert", "direct:elsewhere"),
                route("- to: judgement:model?prompt=schema"),
                "- route: [")) {
            put(broken, RouteStatus.State.REJECTED);
            assertThat(status().orElseThrow().problems())
                    .extracting(Problem::message)
                    .allMatch(message -> message.startsWith(NAME));
            assertThat(outcome()).isEqualTo(TaskState.FAILED);
            put(failing("it runs"), RouteStatus.State.RUNNING);
        }
    }
}
