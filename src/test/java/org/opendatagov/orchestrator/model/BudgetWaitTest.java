package org.opendatagov.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendatagov.orchestrator.expert.BudgetAlert;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.Judgement;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation;
import org.opendatagov.orchestrator.model.ModelLedger.Settlement;
import org.opendatagov.orchestrator.model.ProviderDoubles.Kind;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Calls that wait where a budget or a rate does not allow them, and what is told meanwhile. */
@SpringBootTest(classes = ModelTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ExtendWith(OutputCaptureExtension.class)
class BudgetWaitTest {
    private static final ProviderDoubles PROVIDERS = new ProviderDoubles();
    private static final BigDecimal MOST = new BigDecimal("0.04");

    @Autowired
    Models models;

    @Autowired
    ModelLedger ledger;

    @Autowired
    Budgets budgets;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        ModelFixture.settings(registry, "budget-wait");
        registry.add("orchestrator.budgets.user", () -> "0.05");
        registry.add("orchestrator.budgets.when-reached", () -> "wait");
        ModelFixture.model(registry, "usual", PROVIDERS, Kind.OPENAI);
        ModelFixture.model(registry, "rated", PROVIDERS, Kind.OPENAI);
        registry.add("orchestrator.models.rated.requests-per-minute", () -> "12");
    }

    @AfterAll
    static void end() {
        PROVIDERS.close();
    }

    @BeforeEach
    void answer() {
        PROVIDERS.reset();
        PROVIDERS.answers(Kind.OPENAI, ModelFixture.VALID);
    }

    /** Notes what it is told. */
    private static final class Heard implements CallWaits {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private final List<BudgetAlert> alerts = new CopyOnWriteArrayList<>();

        @Override
        public void waits(String reason) {
            words.add(reason);
        }

        @Override
        public void goesOn() {}

        @Override
        public void lookedUp(Judgement.ToolUse use) {
            throw new AssertionError("no model looks anything up here");
        }

        @Override
        public void passed(BudgetAlert alert) {
            alerts.add(alert);
        }
    }

    private static ModelCall call(String expert, UUID run, String user, String question) {
        return call(expert, run, "task", user, question);
    }

    private static ModelCall call(String expert, UUID run, String place, String user, String question) {
        return ModelFixture.call(expert, run, place, user, question + " of " + run);
    }

    private Reservation reserve(ModelCall call, BigDecimal most) {
        return ledger.reserve(
                call, "usual", "hash", most, List.of(new Budget("run:" + call.run(), new BigDecimal("0.05"))));
    }

    private void spend(ModelCall call, String cost) {
        Reservation.Granted granted = (Reservation.Granted) reserve(call, new BigDecimal(cost));
        ledger.settle(
                granted.id(), new Settlement("answered", Usage.NONE, new BigDecimal(cost), "", Duration.ofMillis(1)));
    }

    @Test
    void a_spent_budget_of_the_run_suspends_the_call_until_somebody_raises_it() {
        ModelCall call = call("usual", UUID.randomUUID(), "", "Question");
        spend(call, "0.045");

        assertThatThrownBy(() -> models.ask(call)).isInstanceOfSatisfying(CallSuspended.class, suspended -> {
            assertThat(suspended.reason()).isEqualTo("budget: run");
            assertThat(suspended.until()).isEmpty();
        });
        assertThat(PROVIDERS.received(Kind.OPENAI)).isEmpty();

        assertThat(budgets.setCap("run:" + call.run(), Optional.of(new BigDecimal("0.2"))))
                .satisfies(state -> {
                    assertThat(state.ownCap()).isTrue();
                    assertThat(state.capUsd()).isEqualByComparingTo("0.2");
                    assertThat(state.spentUsd()).isEqualByComparingTo("0.045");
                });
        assertThat(models.ask(call)).isInstanceOf(Answered.class);
        assertThat(budgets.setCap("run:" + call.run(), Optional.empty()).capUsd())
                .isEqualByComparingTo("0.05");
    }

    @Test
    void a_spent_budget_of_a_month_suspends_the_call_until_the_next_one() {
        String user = "anna" + UUID.randomUUID();
        String month = YearMonth.now(ZoneOffset.UTC).toString();
        budgets.setCap("user:" + user + ":" + month, Optional.of(new BigDecimal("0.02")));
        models.ask(call("usual", UUID.randomUUID(), user, "First"));
        Heard heard = new Heard();
        for (int number = 0; number < 4; number++) {
            models.ask(call("usual", UUID.randomUUID(), user, "Question " + number), heard);
        }

        assertThatThrownBy(() -> {
                    for (int number = 0; number < 4; number++) {
                        models.ask(call("usual", UUID.randomUUID(), user, "Another " + number));
                    }
                })
                .isInstanceOfSatisfying(CallSuspended.class, suspended -> {
                    assertThat(suspended.reason()).isEqualTo("budget: user:" + user + ":" + month);
                    assertThat(suspended.until())
                            .contains(YearMonth.parse(month)
                                    .plusMonths(1)
                                    .atDay(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
                });
    }

    @Test
    void what_calls_that_go_on_have_reserved_is_waited_for_and_the_wait_is_told_once() throws Exception {
        ModelCall first = call("usual", UUID.randomUUID(), "", "First");
        Reservation.Granted held = (Reservation.Granted) reserve(first, MOST);
        Heard heard = new Heard();
        CompletableFuture<ModelAnswer> second = CompletableFuture.supplyAsync(
                () -> models.ask(call("usual", first.run(), "other_task", "", "Second"), heard));
        await().until(() -> heard.words.contains("budget: run"));
        assertThat(second).isNotDone();

        ledger.settle(held.id(), new Settlement("answered", Usage.NONE, BigDecimal.ZERO, "", Duration.ofMillis(1)));

        assertThat(second.get()).isInstanceOf(Answered.class);
    }

    @Test
    void what_a_dead_process_reserved_at_the_same_place_is_counted_and_not_waited_for() {
        ModelCall call = call("usual", UUID.randomUUID(), "", "Question");
        reserve(call, MOST);
        Heard heard = new Heard();

        assertThatThrownBy(() -> models.ask(call, heard))
                .isInstanceOfSatisfying(
                        CallSuspended.class,
                        suspended -> assertThat(suspended.until()).isEmpty());
        assertThat(heard.words).isEmpty();
        assertThat(heard.alerts).extracting(BudgetAlert::percent).containsExactly(80);
        assertThat(budgets.states(Optional.of(call.run()), Optional.empty(), Optional.empty())
                        .getFirst())
                .satisfies(state -> {
                    assertThat(state.spentUsd()).isEqualByComparingTo(MOST);
                    assertThat(state.reservedUsd()).isZero();
                });
    }

    @Test
    void a_call_beyond_its_rate_waits_and_says_for_which_model() {
        Heard heard = new Heard();
        UUID run = UUID.randomUUID();
        budgets.setCap("run:" + run, Optional.of(BigDecimal.ONE));
        // On a busy machine some of the minute's twelve come back meanwhile.
        for (int number = 0; number < 600 && !heard.words.contains("rate: rated"); number++) {
            assertThat(models.ask(call("rated", run, "", "Question " + number), heard))
                    .isInstanceOf(Answered.class);
        }
        assertThat(heard.words).contains("rate: rated").doesNotContain("budget: run");
    }

    @Test
    void a_budget_tells_its_run_and_the_log_of_each_threshold_once(CapturedOutput log) {
        Heard heard = new Heard();
        UUID run = UUID.randomUUID();
        budgets.setCap("run:" + run, Optional.of(new BigDecimal("0.0164")));
        String user = "ben" + run;
        for (int number = 0; number < 10; number++) {
            // The most that a call can cost is more than what is left long before: the ledger is told what it cost.
            Reservation.Granted granted = (Reservation.Granted) ledger.reserve(
                    call("usual", run, user, "Question " + number),
                    "usual",
                    "hash",
                    new BigDecimal("0.00164"),
                    List.of(new Budget("run:" + run, BigDecimal.ONE)));
            new BudgetAlerts(event -> {})
                    .tell(
                            ledger.settle(
                                    granted.id(),
                                    new Settlement(
                                            "answered",
                                            Usage.NONE,
                                            new BigDecimal("0.00164"),
                                            "",
                                            Duration.ofMillis(1))),
                            heard);
        }
        assertThat(heard.alerts).extracting(BudgetAlert::percent).containsExactly(50, 80, 100);
        assertThat(heard.alerts).allSatisfy(alert -> {
            assertThat(alert.scope()).isEqualTo("run");
            assertThat(alert.capUsd()).isEqualByComparingTo("0.0164");
        });
        assertThat(log.getAll().lines().filter(line -> line.contains("has passed 80 %")))
                .hasSize(1);
        assertThat(log.getAll()).doesNotContain(user);
    }

    @Test
    void a_cap_for_what_is_no_budget_or_has_no_limit_is_refused() {
        assertThatThrownBy(() -> budgets.setCap("everything", Optional.empty()))
                .isInstanceOfSatisfying(OrchestratorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(refused.text()).contains("month:<month>");
                });
        assertThatThrownBy(() -> budgets.setCap("tenant:acme:2026-03", Optional.of(BigDecimal.ONE)))
                .isInstanceOfSatisfying(OrchestratorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
                    assertThat(refused.text()).contains("orchestrator.budgets.tenant");
                });
    }
}
