package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.BreakerState;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertConfiguration;
import org.opendatagov.orchestrator.expert.ExpertRegistrations;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.expert.InstanceStatus;
import org.opendatagov.orchestrator.expert.InstanceView;
import org.opendatagov.orchestrator.expert.Registration;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.route.RouteContribution;
import org.opendatagov.orchestrator.support.FakeInstances;
import org.opendatagov.orchestrator.support.FakeTransport;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The router's routes and the instances behind them, on a real Camel. */
@SpringBootTest(
        classes = ExpertRouterTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "orchestrator.experts.poll=20ms",
            "orchestrator.experts.probe=20ms",
            "orchestrator.experts.breaker.open-for=3s",
            "orchestrator.experts.breaker.minimum-calls=4",
            "orchestrator.experts.breaker.window=4",
            "orchestrator.experts.breaker.half-open-calls=2"
        })
class ExpertRouterTest {
    private static final String LOCAL = "LocalExpert";
    private static final String REMOTE = "RemoteExpert";
    private static final ExpertAction ACTION =
            new ExpertAction("judge", "judging", "Judges", Map.of("type", "object"), Map.of("type", "object"));

    /** Just the router. */
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({ExpertConfiguration.class, ExpertRouting.class, ExpertSteps.class})
    @ComponentScan("org.opendatagov.orchestrator.route")
    static class Application {
        @Bean
        ScriptedExpert local() {
            return new ScriptedExpert(LOCAL, "look", ScriptedExpert::trivial);
        }

        @Bean
        ExpertRegistry experts(ScriptedExpert local) {
            return new ExpertRegistry(List.of(local));
        }

        @Bean
        FakeInstances instances() {
            return new FakeInstances();
        }

        @Bean
        FakeTransport transport() {
            return new FakeTransport();
        }

        @Bean
        RouteContribution expertRoutes(ExpertRouting routing) {
            return routing::addRoutes;
        }

        @Bean
        CamelStart camelStart(FakeInstances instances) {
            return new CamelStart(instances);
        }
    }

    /** Notes how often the store was asked for instances before Camel had started. */
    static final class CamelStart implements CamelContextConfiguration {
        private final FakeInstances instances;
        private int looks = -1;

        CamelStart(FakeInstances instances) {
            this.instances = instances;
        }

        @Override
        public void beforeApplicationStart(CamelContext context) {}

        @Override
        public void afterApplicationStart(CamelContext context) {
            looks = instances.looks();
        }
    }

    @Autowired
    private CamelStart camelStart;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private InstanceRegistry instances;

    @Autowired
    private ExpertRegistrations registrations;

    @Autowired
    private FakeInstances store;

    @Autowired
    private FakeTransport transport;

    @Autowired
    private ScriptedExpert local;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path routes = Path.of("target", "test-routes", "router");
        FileSystemUtils.deleteRecursively(routes);
        Files.createDirectories(routes.resolve("engine"));
        for (String file : List.of("engine/expert-router.camel.yaml", "engine/expert-instance.camel.yaml")) {
            Files.write(
                    routes.resolve(file), Files.readAllBytes(Path.of("routes").resolve(file)));
        }
        registry.add("orchestrator.routes-dir", routes::toString);
    }

    @AfterEach
    void removeAll() {
        local.script(ScriptedExpert::trivial);
        store.instances(Duration.ZERO)
                .forEach(found -> registrations.remove(found.instance().expertId()));
        soon().until(() -> instances.instances().size() == 1);
    }

    private void register(String id, int most, Function<ExpertRequest, ExpertReport> script) {
        transport.script(id, script);
        registrations.register(new Registration(
                Optional.of(id), REMOTE, List.of(), List.of(ACTION), "", most, URI.create("http://127.0.0.1:1")));
        soon().until(() -> status(id) == InstanceStatus.AVAILABLE);
    }

    private Object call(String expert, String action) throws Exception {
        ExpertRequest request =
                new ExpertRequest(UUID.randomUUID(), "task", action, Map.of(), ContextView.empty(), Map.of());
        Exchange answer = template.send("direct:engine-expert-router", ExchangePattern.InOut, exchange -> {
            exchange.getMessage().setBody(request);
            exchange.getMessage().setHeader(ExpertRouting.EXPERT, expert);
            exchange.getMessage().setHeader(ExpertRouting.ACTION, action);
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage().getBody();
    }

    private CompletableFuture<Object> callLater() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(call(REMOTE, "judge"));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private ErrorCode failure(String expert, String action) {
        try {
            Object body = call(expert, action);
            return body instanceof OrchestratorException refused ? refused.code() : ErrorCode.CONFLICT;
        } catch (OrchestratorException e) {
            return e.code();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private InstanceView view(String id) {
        return instances.instances().stream()
                .filter(view -> view.instance().expertId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private InstanceStatus status(String id) {
        return view(id).status();
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private static ExpertReport unavailable(ExpertRequest request) {
        throw new OrchestratorException(ErrorCode.UNAVAILABLE, "not now");
    }

    private static Function<ExpertRequest, ExpertReport> named(String name) {
        return request -> new ExpertReport(name, List.of(), List.of(), Map.of(), Map.of(), Map.of());
    }

    @Test
    void the_capability_that_owns_the_action_decides_where_no_expert_is_named() throws Exception {
        assertThat(call("", "look")).isInstanceOf(ExpertReport.class);
        assertThat(call(LOCAL, "look")).isInstanceOf(ExpertReport.class);
        assertThat(failure("", "dance")).isEqualTo(ErrorCode.UNKNOWN_ACTION);
        assertThat(failure(LOCAL, "dance")).isEqualTo(ErrorCode.UNKNOWN_ACTION);
        assertThat(failure("Nobody", "look")).isEqualTo(ErrorCode.UNKNOWN_EXPERT);
    }

    private static Function<ExpertRequest, ExpertReport> lasting(int millis, AtomicInteger calls) {
        return request -> {
            calls.incrementAndGet();
            await().pollDelay(Duration.ofMillis(millis))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> true);
            return ScriptedExpert.trivial(request);
        };
    }

    @Test
    void two_instances_of_unequal_speed_share_the_work_by_their_load() throws Exception {
        AtomicInteger fast = new AtomicInteger();
        AtomicInteger slow = new AtomicInteger();
        register("fast", 4, lasting(2, fast));
        register("slow", 4, lasting(200, slow));
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        for (int call = 0; call < 200; call++) {
            answers.add(callLater());
        }
        for (CompletableFuture<Object> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(ExpertReport.class);
        }
        assertThat(slow.get()).isPositive();
        assertThat(fast.get()).isGreaterThan(2 * slow.get());
    }

    @Test
    void a_call_that_fails_on_one_instance_is_answered_by_another() throws Exception {
        register("sick", 4, ExpertRouterTest::unavailable);
        register("well", 4, named("well"));
        for (int call = 0; call < 20; call++) {
            assertThat(((ExpertReport) call(REMOTE, "judge")).summary()).isEqualTo("well");
        }
    }

    @Test
    void a_call_fails_once_it_failed_on_every_instance() {
        AtomicInteger calls = new AtomicInteger();
        Function<ExpertRequest, ExpertReport> failing = request -> {
            calls.incrementAndGet();
            return unavailable(request);
        };
        register("first", 4, failing);
        register("second", 4, failing);
        assertThat(failure(REMOTE, "judge")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(calls.get()).isBetween(1, 2);
    }

    @Test
    void a_breaker_opens_on_failures_and_closes_when_calls_succeed_again_and_a_wrong_request_is_no_failure()
            throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        local.script(request -> {
            if (broken.get()) {
                throw new IllegalStateException("a defect");
            }
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, "wrong");
        });
        for (int call = 0; call < 10; call++) {
            assertThat(failure(LOCAL, "look")).isEqualTo(ErrorCode.INVALID_INPUT);
        }
        assertThat(view(LOCAL).breaker()).isEqualTo(BreakerState.CLOSED);

        broken.set(true);
        for (int call = 0; call < 4; call++) {
            assertThatThrownBy(() -> call(LOCAL, "look")).isInstanceOf(IllegalStateException.class);
        }
        assertThat(view(LOCAL).breaker()).isEqualTo(BreakerState.OPEN);
        assertThat(status(LOCAL)).isEqualTo(InstanceStatus.OFFLINE);

        local.script(ScriptedExpert::trivial);
        assertThat(call(LOCAL, "look")).isInstanceOf(ExpertReport.class);
        assertThat(view(LOCAL).breaker()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(call(LOCAL, "look")).isInstanceOf(ExpertReport.class);
        assertThat(view(LOCAL).breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void an_error_that_is_no_exception_gives_its_place_back() {
        local.script(request -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(() -> call(LOCAL, "look")).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(view(LOCAL).load()).isZero();
    }

    @Test
    void a_call_that_is_interrupted_while_it_waits_ends_and_says_meanwhile_why_it_waits() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        register("only", 1, request -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ScriptedExpert.trivial(request);
        });
        CompletableFuture<Object> first = callLater();
        soon().until(() -> status("only") == InstanceStatus.BUSY);
        CompletableFuture<ErrorCode> ended = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> ended.complete(failure(REMOTE, "judge")));
        soon().until(() -> instances.waitingFor(REMOTE).equals(Optional.of("no free instance of " + REMOTE)));
        waiting.interrupt();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(ErrorCode.UNAVAILABLE);
        busy.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(ExpertReport.class);
        assertThat(instances.waitingFor(REMOTE)).isEmpty();
    }

    @Test
    void an_instance_that_is_not_heard_of_or_sick_is_offline_until_it_is_back() throws Exception {
        register("remote", 2, named("remote"));
        store.silent("remote", Duration.ofSeconds(16));
        soon().until(() -> status("remote") == InstanceStatus.OFFLINE);
        assertThat(view("remote").reason()).contains("no heartbeat for 16 s");
        CompletableFuture<Object> waits = callLater();
        soon().until(() -> instances.waitingFor(REMOTE).isPresent());
        registrations.heard("remote");
        assertThat(waits.get(10, TimeUnit.SECONDS)).isInstanceOf(ExpertReport.class);

        transport.sick("remote");
        soon().until(() -> status("remote") == InstanceStatus.OFFLINE);
        transport.well("remote");
        soon().until(() -> status("remote") == InstanceStatus.AVAILABLE);
    }

    @Test
    void routes_and_endpoints_come_and_go_with_their_instances() throws Exception {
        register("seed", 1, named("seed"));
        call(REMOTE, "judge");
        registrations.remove("seed");
        soon().until(() -> instances.instances().size() == 1);
        int routes = camel.getRoutes().size();
        int endpoints = camel.getEndpoints().size();
        for (int round = 0; round < 50; round++) {
            String id = "instance-" + round;
            register(id, 1, named(id));
            assertThat(((ExpertReport) call(REMOTE, "judge")).summary()).isEqualTo(id);
            assertThat(camel.getRoute("expert-" + id)).isNotNull();
            registrations.remove(id);
        }
        soon().until(() -> instances.instances().size() == 1);
        assertThat(camel.getRoutes()).hasSize(routes);
        assertThat(camel.getEndpoints()).hasSize(endpoints);
        assertThat(Set.copyOf(camel.getRoutes().stream()
                        .map(org.apache.camel.Route::getId)
                        .toList()))
                .contains("expert-" + LOCAL);
    }

    @Test
    void no_instance_comes_while_camel_starts_which_would_leave_it_without_a_route() {
        assertThat(camelStart.looks).isZero();
    }

    @Test
    void instances_are_followed_on_after_whatever_went_wrong_once() {
        store.failOnce(new NoClassDefFoundError("a defect"));
        int looks = store.looks();
        soon().until(() -> store.looks() > looks + 1);
        register("after", 1, named("after"));
        store.remove("after");
        soon().until(() -> instances.instances().size() == 1);
    }
}
