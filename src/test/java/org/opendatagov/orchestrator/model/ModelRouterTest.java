package org.opendatagov.orchestrator.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.opendatagov.orchestrator.model.ProviderDoubles.answer;
import static org.opendatagov.orchestrator.model.ProviderDoubles.refuses;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Navigate;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelAnswer.Silent;
import org.opendatagov.orchestrator.model.ProviderDoubles.Kind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The models' routes, ledger and budgets on a real database, before doubles that speak each provider's protocol. */
@SpringBootTest(classes = ModelTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ExtendWith(OutputCaptureExtension.class)
class ModelRouterTest {
    private static final ProviderDoubles PROVIDERS = new ProviderDoubles();

    @Autowired
    Models models;

    @Autowired
    ModelLedger ledger;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        ModelFixture.settings(registry, "models");
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            ModelFixture.model(registry, name, PROVIDERS, kind);
            registry.add("orchestrator.models." + name + ".timeout", () -> "2s");
            registry.add("orchestrator.expert-models." + kind.name(), () -> name);
        }
        registry.add("orchestrator.expert-models.CHAIN", () -> "openai,anthropic");
    }

    @AfterAll
    static void end() {
        PROVIDERS.close();
    }

    @Autowired
    CamelContext camel;

    @BeforeEach
    void reset() {
        PROVIDERS.reset();
        for (Kind kind : Kind.values()) {
            close(camel.getRoute("model-" + kind.name().toLowerCase(Locale.ROOT))
                    .navigate());
        }
    }

    /** What one test did to a provider is not the next one's affair. */
    private static void close(Navigate<?> parent) {
        for (Object child : parent.hasNext() ? parent.next() : List.of()) {
            if (child instanceof ResilienceProcessor breaker) {
                breaker.transitionToCloseState();
            } else if (child instanceof Navigate<?> inner) {
                close(inner);
            }
        }
    }

    private static ModelCall call(String expert, UUID run, String question) {
        return ModelFixture.call(expert, run, "task", "anna", question);
    }

    /** A question that nobody has asked, of a run of its own. */
    private static ModelCall fresh(String expert) {
        UUID run = UUID.randomUUID();
        return call(expert, run, "Question of " + run);
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

    @ParameterizedTest
    @EnumSource(Kind.class)
    void each_provider_answers_and_what_it_used_is_priced(Kind kind) {
        PROVIDERS.answers(kind, ModelFixture.VALID);
        ModelCall call = fresh(kind.name());

        ModelAnswer answer = models.ask(call);

        assertThat(answer).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.text()).isEqualTo(ModelFixture.VALID);
            assertThat(answered.usage().input()).isEqualTo(1000);
            assertThat(answered.usage().output()).isEqualTo(100);
        });
        boolean tellsCached = kind == Kind.OPENAI || kind == Kind.ANTHROPIC;
        assertThat(usageOf(call).costUsd()).isEqualByComparingTo(tellsCached ? "0.00164" : "0.002");
        assertThat(usageOf(call).reservedUsd()).isZero();
        assertThat(PROVIDERS.received(kind).getFirst()).contains("Judge.", call.question());
    }

    @Test
    void an_expert_without_a_model_is_told_so() {
        assertThat(models.has("Nobody")).isFalse();
        assertThat(models.ask(fresh("Nobody"))).isEqualTo(new Silent("none", "no model is configured for it"));
    }

    @Test
    void what_is_not_as_asked_is_mended_once() {
        PROVIDERS.respondsInTurn(
                Kind.OPENAI,
                answer(Kind.OPENAI, "It looks fine.", false),
                answer(Kind.OPENAI, "```json\n" + ModelFixture.VALID + "\n```", false));

        ModelAnswer answer = models.ask(fresh("OPENAI"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered ->
                                assertThat(StructuredAnswer.object(answered)).containsEntry("verdict", "fine"));
        assertThat(PROVIDERS.received(Kind.OPENAI).getLast()).contains("It looks fine.", "no JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "{\"other\": 1}", "{\"verdict\": 3}", "{\"verdict\": \"fine\"", "[]", "null"})
    void what_is_wrong_twice_leaves_the_evidence_alone_and_is_paid(String text) {
        PROVIDERS.answers(Kind.OPENAI, text);
        ModelCall call = fresh("OPENAI");

        assertThat(models.ask(call))
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.code()).isEqualTo("invalid"));
        assertThat(usageOf(call).calls()).isEqualTo(2);
        assertThat(usageOf(call).costUsd()).isEqualByComparingTo("0.00328");
    }

    @Test
    void an_answer_that_is_cut_off_is_asked_for_again() {
        PROVIDERS.respondsInTurn(
                Kind.OPENAI,
                answer(Kind.OPENAI, ModelFixture.VALID, true),
                answer(Kind.OPENAI, ModelFixture.VALID, false));

        assertThat(models.ask(fresh("OPENAI"))).isInstanceOf(Answered.class);
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void a_provider_that_refuses_is_left_for_the_next_one_without_another_try(int status) {
        PROVIDERS.responds(Kind.OPENAI, refuses(status));
        PROVIDERS.answers(Kind.ANTHROPIC, ModelFixture.VALID);
        ModelCall call = fresh("CHAIN");

        assertThat(models.ask(call))
                .isInstanceOfSatisfying(
                        Answered.class, answered -> assertThat(answered.model()).isEqualTo("anthropic"));
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(1);
        assertThat(usageOf(call).costUsd()).isEqualByComparingTo("0.00164");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 503, 529})
    void what_passes_is_tried_again(int status) {
        PROVIDERS.respondsInTurn(Kind.OPENAI, refuses(status), answer(Kind.OPENAI, ModelFixture.VALID, false));

        assertThat(models.ask(fresh("OPENAI"))).isInstanceOf(Answered.class);
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(2);
    }

    @Test
    void a_provider_is_left_alone_as_long_as_it_asks() {
        PROVIDERS.respondsInTurn(
                Kind.OPENAI,
                refuses(429).withHeader("Retry-After", "2"),
                answer(Kind.OPENAI, ModelFixture.VALID, false));
        Instant start = Instant.now();

        assertThat(models.ask(fresh("OPENAI"))).isInstanceOf(Answered.class);
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void one_who_asks_for_more_time_than_there_is_is_not_waited_for() {
        PROVIDERS.responds(Kind.OPENAI, refuses(429).withHeader("Retry-After", "3600"));
        PROVIDERS.answers(Kind.ANTHROPIC, ModelFixture.VALID);

        assertThat(models.ask(fresh("CHAIN"))).isInstanceOf(Answered.class);
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(1);
    }

    @Test
    void a_slow_drip_a_flood_and_a_broken_connection_end_in_time_and_count() {
        PROVIDERS.responds(
                Kind.OPENAI, answer(Kind.OPENAI, ModelFixture.VALID, false).withChunkedDribbleDelay(50, 20_000));
        ModelCall dripped = fresh("OPENAI");
        Instant start = Instant.now();
        assertThat(models.ask(dripped)).isInstanceOf(Silent.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(usageOf(dripped).costUsd()).isPositive();
        assertThat(usageOf(dripped).reservedUsd()).isZero();

        PROVIDERS.responds(Kind.OPENAI, answer(Kind.OPENAI, "x".repeat(10 << 20), false));
        assertThat(models.ask(fresh("OPENAI")))
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("4 MiB"));

        PROVIDERS.responds(Kind.OPENAI, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        PROVIDERS.answers(Kind.ANTHROPIC, ModelFixture.VALID);
        assertThat(models.ask(fresh("CHAIN"))).isInstanceOf(Answered.class);
    }

    @Test
    void a_wrong_key_is_said_once_without_the_key(CapturedOutput log) {
        PROVIDERS.responds(Kind.OLLAMA, refuses(401));

        for (int time = 0; time < 3; time++) {
            assertThat(models.ask(fresh("OLLAMA")))
                    .isInstanceOfSatisfying(
                            Silent.class,
                            silent ->
                                    assertThat(silent.reason()).contains("key").doesNotContain("sk-secret"));
        }
        assertThat(log.getAll().lines().filter(line -> line.contains("refuses its key")))
                .hasSize(1);
        assertThat(log.getAll()).doesNotContain("sk-secret");
    }

    @Test
    void an_equal_question_is_answered_from_the_cache_and_to_the_same_task_from_the_ledger() {
        PROVIDERS.answers(Kind.OPENAI, ModelFixture.VALID);
        ModelCall first = fresh("OPENAI");
        ModelCall equal = call("OPENAI", UUID.randomUUID(), first.question());

        models.ask(first);
        assertThat(models.ask(first))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.cached()).isTrue());
        assertThat(models.ask(equal))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.cached()).isTrue());

        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSize(1);
        assertThat(usageOf(first).calls()).isEqualTo(1);
        assertThat(usageOf(equal).cachedCalls()).isEqualTo(1);
        assertThat(usageOf(equal).costUsd()).isZero();
    }

    @Test
    void many_calls_at_once_never_spend_more_than_the_budget() throws Exception {
        PROVIDERS.responds(
                Kind.OPENAI, answer(Kind.OPENAI, ModelFixture.VALID, false).withFixedDelay(100));
        UUID run = UUID.randomUUID();
        List<Callable<ModelAnswer>> calls = IntStream.range(0, 200)
                .<Callable<ModelAnswer>>mapToObj(number -> () -> models.ask(ModelFixture.call(
                        "OPENAI", run, "task[" + number + "]", "anna", "Question " + number + " of " + run)))
                .toList();
        long answered = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ModelAnswer> answer : threads.invokeAll(calls)) {
                if (answer.get() instanceof Answered) {
                    answered++;
                } else {
                    assertThat(((Silent) answer.get()).code()).isEqualTo("budget");
                }
            }
        }
        UsageLine usage = usageOf(call("OPENAI", run, ""));
        assertThat(usage.costUsd()).isLessThanOrEqualTo(new BigDecimal("0.05"));
        assertThat(usage.reservedUsd()).isZero();
        assertThat(usage.calls()).isEqualTo(answered).isPositive();
    }

    @Test
    void what_a_dead_process_reserved_is_counted_in_full_once() {
        ModelCall call = fresh("OPENAI");
        ledger.reserve(
                call,
                "openai",
                "hash",
                new BigDecimal("0.02"),
                List.of(new Budget("run:" + call.run(), new BigDecimal("0.03"))));

        assertThat(ledger.settleLost(Duration.ofHours(1)).calls()).isZero();
        ModelLedger.Lost lost = ledger.settleLost(Duration.ZERO);
        assertThat(lost.calls()).isOne();
        assertThat(lost.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.scope()).isEqualTo("run:" + call.run());
            assertThat(alert.percent()).isEqualTo(50);
        });
        assertThat(ledger.settleLost(Duration.ZERO).calls()).isZero();
        assertThat(usageOf(call).costUsd()).isEqualByComparingTo("0.02");
    }
}
