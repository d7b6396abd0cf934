package org.opendatagov.orchestrator.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendatagov.orchestrator.model.ProviderDoubles.refuses;
import static org.opendatagov.orchestrator.model.ProviderStreams.answer;
import static org.opendatagov.orchestrator.model.ProviderStreams.asks;
import static org.opendatagov.orchestrator.model.ProviderStreams.events;
import static org.opendatagov.orchestrator.model.ProviderStreams.stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Navigate;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelAnswer.Silent;
import org.opendatagov.orchestrator.model.ProviderDoubles.Kind;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.opendatagov.orchestrator.support.TestRoutes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Models that stream their answers, by the protocol of each provider, with all that can go wrong in the middle of one. */
@SpringBootTest(classes = ModelTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ExtendWith(OutputCaptureExtension.class)
class StreamedAnswersTest {
    private static final ProviderDoubles PROVIDERS = new ProviderDoubles();
    private static final StallingProvider STALLING = stalling();
    /** Its answers are whole, but its connections stay open. */
    private static final StallingProvider LINGERING = stalling();

    private static final StallingProvider STOPPED = stalling();
    private static final String VALID = "{\"verdict\": \"fine\"}";
    private static final String SCHEMA = """
            {"type": "object", "required": ["verdict"], "additionalProperties": false,
             "properties": {"verdict": {"type": "string"}}}""";
    private static final ToolSpec TOOL = new ToolSpec(
            "profile_column",
            "Profiles a column",
            Map.of(
                    "type", "object",
                    "properties",
                            Map.of(
                                    "column", Map.of("type", "string", "description", "its name"),
                                    "among",
                                            Map.of(
                                                    "type", "array",
                                                    "items", Map.of("type", "string"),
                                                    "description", "values")),
                    "required", List.of("column")));

    @Autowired
    Models models;

    @Autowired
    ModelLedger ledger;

    @Autowired
    CamelContext camel;

    private static StallingProvider stalling() {
        try {
            return new StallingProvider();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path routes = Path.of("target", "test-routes", "streamed-models");
        TestRoutes.add(
                routes, "models", "models.camel.yaml", Files.readString(Path.of("routes/models/models.camel.yaml")));
        registry.add("orchestrator.routes-dir", routes::toString);
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
        for (Kind kind : Kind.values()) {
            add(registry, kind.name().toLowerCase(Locale.ROOT), kind, PROVIDERS.url(kind), "10s");
        }
        // What happens in the middle of a stream is not timed by how fast this machine answers.
        add(registry, "stalling", Kind.OPENAI, STALLING.url(), "1s");
        add(registry, "stopped", Kind.OPENAI, STOPPED.url(), "60s");
        registry.add("orchestrator.models.stopped.timeout", () -> "60s");
        add(registry, "lingering", Kind.OPENAI, LINGERING.url(), "60s");
        registry.add("orchestrator.models.lingering.timeout", () -> "60s");
        registry.add("orchestrator.models.openai.timeout", () -> "3s");
        registry.add("orchestrator.models.anthropic.thinking-tokens", () -> "500");
        registry.add("orchestrator.expert-models.CHAIN", () -> "openai,anthropic");
        registry.add("orchestrator.expert-models.STALLED", () -> "stalling,anthropic");
    }

    private static void add(DynamicPropertyRegistry registry, String name, Kind kind, String url, String idle) {
        String model = "orchestrator.models." + name + ".";
        registry.add(model + "provider", () -> kind.name().toLowerCase(Locale.ROOT));
        registry.add(model + "model", () -> "some-" + name);
        registry.add(model + "api-key", () -> "sk-secret");
        registry.add(model + "base-url", () -> url);
        registry.add(model + "max-tokens", () -> "1000");
        registry.add(model + "stream", () -> "true");
        registry.add(model + "idle-timeout", () -> idle);
        registry.add(model + "price-in", () -> "1");
        registry.add(model + "price-cached", () -> "0.1");
        registry.add(model + "price-out", () -> "10");
        registry.add("orchestrator.expert-models." + name.toUpperCase(Locale.ROOT), () -> name);
    }

    @AfterAll
    static void end() {
        PROVIDERS.close();
        STALLING.close();
        LINGERING.close();
        STOPPED.close();
    }

    @BeforeEach
    void reset() {
        PROVIDERS.reset();
        camel.getRoutes().forEach(route -> close(route.navigate()));
    }

    private static void close(Navigate<?> parent) {
        for (Object child : parent.hasNext() ? parent.next() : List.of()) {
            if (child instanceof ResilienceProcessor breaker) {
                breaker.transitionToCloseState();
            } else if (child instanceof Navigate<?> inner) {
                close(inner);
            }
        }
    }

    private static ModelCall fresh(String expert) {
        UUID run = UUID.randomUUID();
        return new ModelCall(
                run,
                "task",
                expert,
                "anna",
                "acme",
                "test@1",
                "Judge.",
                "Question of " + run,
                SCHEMA,
                Instant.now().plus(Duration.ofSeconds(30)));
    }

    private UsageLine usageOf(ModelCall call) {
        return ledger.usage(new UsageQuery(
                        UsageQuery.Grouping.RUN,
                        Optional.of(call.run()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .getFirst();
    }

    private static void assertAnswered(ModelAnswer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answered.class, answered -> assertThat(answered.text()).isEqualTo(VALID));
    }

    @ParameterizedTest
    @EnumSource
    void a_streamed_answer_is_the_whole_answer_and_what_it_used_is_counted(Kind kind) {
        PROVIDERS.responds(kind, answer(kind, VALID, false));
        ModelCall call = fresh(kind.name());

        ModelAnswer answer = models.ask(call);

        assertAnswered(answer);
        Usage usage = ((Answered) answer).usage();
        boolean tellsCached = kind == Kind.OPENAI || kind == Kind.ANTHROPIC;
        boolean tellsThoughts = kind == Kind.OPENAI || kind == Kind.GOOGLE;
        assertThat(usage).isEqualTo(new Usage(1000, 100, tellsCached ? 400 : 0, tellsThoughts ? 30 : 0));
        assertThat(usageOf(call).costUsd()).isEqualByComparingTo(tellsCached ? "0.00164" : "0.002");
        assertThat(PROVIDERS.received(kind))
                .singleElement()
                .satisfies(request -> assertThat(request).contains("Judge.", call.question()));
        if (kind != Kind.GOOGLE) {
            assertThat(PROVIDERS.received(kind).getFirst().replace(" ", "")).contains("\"stream\":true");
        }
        if (kind != Kind.ANTHROPIC) {
            assertThat(PROVIDERS.received(kind).getFirst()).contains("verdict");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_look_up_is_asked_for_by_a_stream(Kind kind) {
        PROVIDERS.respondsInTurn(kind, asks(kind, "profile_column", Map.of("column", "state")), whole(kind, VALID));
        ModelCall call = fresh(kind.name());

        ModelAnswer asked = models.ask(call.with(List.of(TOOL), List.of()));
        ToolTurn turn = ToolTurn.begun((Answered) asked).orElseThrow();
        assertThat(turn.requests()).singleElement().satisfies(request -> {
            assertThat(request.tool()).isEqualTo("profile_column");
            assertThat(request.arguments().replaceAll("\\s", "")).isEqualTo("{\"column\":\"state\"}");
        });

        assertAnswered(models.ask(call.with(List.of(TOOL), List.of(turn.answered(List.of("two values"))))));
        assertThat(PROVIDERS.received(kind).getFirst().toLowerCase(Locale.ROOT)).contains("\"among\"", "\"array\"");
        assertThat(PROVIDERS.received(kind).getLast()).contains("two values");
        if (kind == Kind.ANTHROPIC) {
            assertThat(PROVIDERS.received(kind).getLast()).contains("Let me see.", "c2lnbmVk");
        }
    }

    /** As langchain4j 1.10 reads Ollama's stream, several look-ups would become one. */
    private static ResponseDefinitionBuilder whole(Kind kind, String text) {
        return kind == Kind.OLLAMA ? ProviderDoubles.answer(kind, text, false) : answer(kind, text, false);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_is_cut_off_at_the_limit_of_tokens_is_asked_for_again(Kind kind) {
        PROVIDERS.respondsInTurn(kind, answer(kind, VALID, true), answer(kind, VALID, false));

        assertAnswered(models.ask(fresh(kind.name())));
        assertThat(PROVIDERS.received(kind)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_that_ends_before_its_end_is_no_answer(Kind kind) {
        List<String> all = events(kind, VALID, false);
        int last = kind == Kind.OPENAI || kind == Kind.ANTHROPIC ? 3 : 1;
        PROVIDERS.respondsInTurn(
                kind,
                stream(kind, all.subList(0, all.size() - last)),
                stream(kind, List.of()),
                answer(kind, VALID, false));
        ModelCall call = fresh(kind.name());

        assertAnswered(models.ask(call));
        assertThat(PROVIDERS.received(kind)).hasSize(3);
        assertThat(usageOf(call).costUsd())
                .as("what may have been charged counts")
                .isGreaterThan(new BigDecimal("0.002"));
    }

    @ParameterizedTest
    @EnumSource
    void what_the_protocol_does_not_know_ends_the_stream_and_is_not_logged(Kind kind, CapturedOutput log) {
        List<String> events = new ArrayList<>(events(kind, VALID, false));
        events.add(
                1,
                kind == Kind.OLLAMA ? "anna@example.com\n" : "event: content_block_delta\ndata: anna@example.com\n\n");
        PROVIDERS.responds(kind, stream(kind, events));

        assertThat(models.ask(fresh(kind.name())))
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.reason()).contains("sent what its protocol does not know"));
        assertThat(PROVIDERS.received(kind)).hasSize(1);
        assertThat(log.getAll()).doesNotContain("anna@example.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void a_provider_that_refuses_to_stream_is_left_for_the_next_one(int status) {
        PROVIDERS.responds(Kind.OPENAI, refuses(status));
        PROVIDERS.responds(Kind.ANTHROPIC, answer(Kind.ANTHROPIC, VALID, false));
        ModelCall call = fresh("CHAIN");

        assertAnswered(models.ask(call));
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(1);
        assertThat(usageOf(call).costUsd()).isEqualByComparingTo("0.00164");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 503, 529})
    void what_passes_is_tried_again(int status) {
        PROVIDERS.respondsInTurn(Kind.OPENAI, refuses(status), answer(Kind.OPENAI, VALID, false));

        assertAnswered(models.ask(fresh("OPENAI")));
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(2);
    }

    @Test
    void a_provider_is_left_alone_as_long_as_it_asks() {
        PROVIDERS.respondsInTurn(
                Kind.ANTHROPIC, refuses(429).withHeader("Retry-After", "2"), answer(Kind.ANTHROPIC, VALID, false));
        Instant start = Instant.now();

        assertAnswered(models.ask(fresh("ANTHROPIC")));
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void an_error_within_a_stream_is_tried_again_and_what_it_says_stays_out() {
        List<String> events =
                new ArrayList<>(events(Kind.ANTHROPIC, VALID, false).subList(0, 8));
        events.add(ProviderStreams.event(
                "error", Map.of("error", Map.of("type", "overloaded_error", "message", "sk-secret is overloaded"))));
        PROVIDERS.responds(Kind.ANTHROPIC, stream(Kind.ANTHROPIC, events));

        assertThat(models.ask(fresh("ANTHROPIC")))
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.reason())
                                .contains("broke off with an error")
                                .doesNotContain("secret"));
        assertThat(PROVIDERS.received(Kind.ANTHROPIC)).hasSize(3);
    }

    @Test
    void a_slow_drip_ends_with_the_timeout_of_the_call_and_counts() {
        PROVIDERS.responds(Kind.OPENAI, answer(Kind.OPENAI, VALID, false).withChunkedDribbleDelay(100, 30_000));
        ModelCall call = fresh("OPENAI");
        Instant start = Instant.now();

        assertThat(models.ask(call))
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.reason()).contains("did not answer within its timeout"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(usageOf(call).costUsd()).isPositive();
        assertThat(usageOf(call).reservedUsd()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_flood_ends_at_what_the_answer_may_have(Kind kind) {
        PROVIDERS.responds(kind, stream(kind, List.of("data: " + "x".repeat(10 << 20), "\n\n")));

        assertThat(models.ask(fresh(kind.name())))
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("4 MiB"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE", "EMPTY_RESPONSE"
            })
    void a_connection_that_breaks_is_tried_again_and_then_left(Fault fault) {
        PROVIDERS.responds(Kind.OPENAI, aResponse().withFault(fault));
        PROVIDERS.responds(Kind.ANTHROPIC, answer(Kind.ANTHROPIC, VALID, false));

        assertAnswered(models.ask(fresh("CHAIN")));
    }

    @Test
    void a_stream_that_falls_silent_is_left_long_before_the_call_is_over_and_its_connection_closed() throws Exception {
        STALLING.says(events(Kind.OPENAI, VALID, false).get(1));
        PROVIDERS.responds(Kind.ANTHROPIC, answer(Kind.ANTHROPIC, VALID, false));

        assertThat(models.ask(fresh("STALLING")))
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("fell silent for 1 s"));
        assertAnswered(models.ask(fresh("STALLED")));
        assertThat(STALLING.wasLeft()).isTrue();
    }

    @Test
    void a_task_that_is_stopped_asks_nobody_else_and_closes_the_connection() throws Exception {
        ModelCall call = fresh("STOPPED");
        FutureTask<Object> asked = new FutureTask<>(() -> models.ask(call));
        Thread caller = Thread.ofVirtual().start(asked);
        STOPPED.awaitBegun();

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(STOPPED.wasLeft()).isTrue();
        assertThatThrownBy(() -> asked.get(1, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(OrchestratorException.class)
                .hasRootCauseMessage("The call of a model was stopped by its caller.");
        assertThat(usageOf(call).calls()).isEqualTo(1);
        assertThat(usageOf(call).reservedUsd()).isZero();
    }

    @RepeatedTest(10)
    void whoever_stops_the_caller_closes_the_connection() throws Exception {
        try (StallingProvider provider = new StallingProvider()) {
            ModelSettings settings = settings(provider.url());
            MeteredModel model = new MeteredModel(
                    settings, StreamedProviderModels.of("a", settings), StreamedProviderModels.of("a", settings));
            FutureTask<Object> asked = new FutureTask<>(() -> model.chat(Question.of(fresh("STALLING"))));
            Thread caller = Thread.ofVirtual().start(asked);
            provider.awaitBegun();

            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
            assertThat(provider.wasLeft()).isTrue();
            assertThatThrownBy(() -> asked.get(1, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(ProviderException.class)
                    .hasRootCauseMessage("was stopped");
        }
    }

    @Test
    void an_answer_that_is_whole_is_taken_though_the_connection_stays_open() {
        LINGERING.says(String.join("", events(Kind.OPENAI, VALID, false)));

        assertAnswered(models.ask(fresh("LINGERING")));
    }

    private static ModelSettings settings(String url) {
        return new ModelSettings(
                Provider.OPENAI,
                "some",
                "key",
                "",
                url,
                null,
                "",
                0,
                1000,
                Duration.ofSeconds(60),
                true,
                Duration.ofSeconds(60),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                0);
    }
}
