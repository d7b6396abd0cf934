package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ExpertFolder;
import org.opendatagov.orchestrator.route.RouteFile;
import org.opendatagov.orchestrator.route.RouteStates;
import org.opendatagov.orchestrator.route.RouteStatus;
import org.opendatagov.orchestrator.support.Gate;
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
        await().atMost(LONG).until(() -> versions() == 1);

        Files.delete(FILE);
        await().atMost(LONG).until(() -> folder.entrance("SchemaExpert").isEmpty());
        assertThat(outcome()).isEqualTo(TaskState.SUCCEEDED);
    }

    private UUID begun(Gate gate) {
        gate.close();
        AtomicBoolean in = new AtomicBoolean();
        experts.get("SchemaExpert").script(request -> {
            in.set(true);
            return gate.pass(request);
        });
        UUID run = start(
                definition(task("t", "retry", Map.of("max_attempts", 1), "timeout", "60s")),
                Map.of("file_path", "a.parquet"));
        await().atMost(LONG).untilTrue(in);
        return run;
    }

    private void addRoute() {
        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + UUID.randomUUID()).routeId("beside").to("log:never");
                }
            });
            camel.getRouteController().stopRoute("beside");
            camel.removeRoute("beside");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_call_under_way_ends_in_its_version_however_long_it_takes_and_camel_is_free_meanwhile() throws IOException {
        Gate gate = new Gate();
        long timeout = camel.getShutdownStrategy().getTimeout();
        try {
            put(route("- to: log:judged"), RouteStatus.State.RUNNING);
            UUID run = begun(gate);
            folder.put(new RouteFile(NAME, route("- to: log:second")), camel);
            assertThat(CompletableFuture.runAsync(this::addRoute)).succeedsWithin(LONG);

            // Whoever stops a route by the patience of Camel's own has done so when a route can be made.
            camel.getShutdownStrategy().setTimeout(1);
            folder.put(new RouteFile(NAME, route("- to: log:third")), camel);
            addRoute();

            gate.open();
            assertThat(status(ended(run), "t")).isEqualTo(TaskState.SUCCEEDED);
            await().atMost(LONG).until(() -> versions() == 1);
        } finally {
            gate.open();
            camel.getShutdownStrategy().setTimeout(timeout);
        }
    }

    private long versions() {
        return camel.getRoutes().stream()
                .filter(route -> route.getId().startsWith("schema-expert"))
                .count();
    }

    @Test
    void who_found_the_version_before_just_before_it_was_replaced_gets_in() {
        folder.put(new RouteFile(NAME, failing("first")), camel);
        Endpoint found = folder.entrance("SchemaExpert").orElseThrow();
        folder.put(new RouteFile(NAME, failing("second")), camel);
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            Exchange answer = template.send(found, exchange -> {
                exchange.getMessage().setHeader(ExpertRouting.EXPERT, "SchemaExpert");
                exchange.getMessage().setBody("answered already: the router passes it on");
            });
            assertThat(answer.getException()).hasMessage("first");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.remove(NAME, camel);
        }
    }

    @Test
    void a_file_that_comes_back_while_its_old_version_ends_is_taken() throws IOException {
        Gate gate = new Gate();
        try {
            put(route(""), RouteStatus.State.RUNNING);
            UUID run = begun(gate);
            folder.remove(NAME, camel);
            assertThat(folder.put(new RouteFile(NAME, route("")), camel)).containsExactly("schema-expert");
            gate.open();
            assertThat(status(ended(run), "t")).isEqualTo(TaskState.SUCCEEDED);
        } finally {
            gate.open();
        }
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
