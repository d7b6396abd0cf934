package org.opendatagov.orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.support.Gate;
import org.opendatagov.orchestrator.support.ScriptedModel;
import org.postgresql.PGConnection;

/** What the money of a run does when its process is killed while it waits for a budget, or amid a call of a model. */
class BudgetKillTest {
    private static final ScriptedModel MODEL = new ScriptedModel();
    private static final Gate GATE = new Gate();
    private static final BigDecimal ONE_CALL = new BigDecimal("0.005");
    private static final BigDecimal PLENTY = new BigDecimal("0.1");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static DatabaseServer database;
    private static ServiceProcess service;

    @BeforeAll
    static void start() throws IOException {
        MODEL.answers(question -> {
            GATE.await();
            return Spending.NOTHING;
        });
        ServiceProcess.routes(folder);
        database = DatabaseServer.start(folder.resolve("database"));
        List<String> settings = Spending.settings(MODEL, folder, "--orchestrator.budgets.run=0.003");
        settings.add("--spring.datasource.url=" + database.url());
        service = ServiceProcess.start(folder, "one", settings, Map.of());
    }

    @AfterAll
    static void end() throws IOException {
        GATE.open();
        service.end();
        database.close();
        MODEL.close();
    }

    @BeforeEach
    void ready() {
        MODEL.forget();
        service.awaitReady();
    }

    private static void killAndStartAgain() throws Exception {
        service.kill();
        service.startAgain();
        service.awaitReady();
    }

    /** How often tasks of the run gave their thread back to wait. */
    private static long waited(String run) throws Exception {
        return database.count("SELECT count(*) FROM journal_entry WHERE kind = 'held' AND run = '" + run + "'");
    }

    /** Of the run: what was reserved by calls that were settled, and what still is. */
    private static void assertMoney(String run, BigDecimal spent, BigDecimal reserved) throws IOException {
        JsonNode budget = Spending.budget(service, run);
        assertThat(budget.path("spent_usd").decimalValue()).isEqualByComparingTo(spent);
        assertThat(budget.path("reserved_usd").decimalValue()).isEqualByComparingTo(reserved);
        JsonNode usage = Spending.usage(service, run);
        assertThat(usage.path("cost_usd").decimalValue()).isEqualByComparingTo(spent);
        assertThat(usage.path("reserved_usd").decimalValue()).isEqualByComparingTo(reserved);
    }

    @Test
    void a_run_that_waits_for_its_budget_waits_on_after_a_kill_and_ends_when_that_is_raised() throws Exception {
        String run = Spending.submit(service, folder, "waiting_a", "waiting_b");
        Spending.awaitStatus(service, run, "waiting");
        killAndStartAgain();

        // Settings may have changed, so each of them looks again.
        await().atMost(LONG).until(() -> waited(run) == 4);
        Spending.awaitStatus(service, run, "waiting");
        assertThat(service.run(run).path("reason").asText()).isEqualTo("budget: run");
        assertThat(Spending.waits(service, run)).containsExactly("budget: run", "budget: run");
        assertThat(MODEL.received()).isEmpty();

        Spending.raise(service, "run:" + run, PLENTY);
        Spending.awaitStatus(service, run, "succeeded");
        assertThat(MODEL.received()).hasSize(2);
        assertMoney(run, Spending.CALL.add(Spending.CALL), BigDecimal.ZERO);
        assertThat(Spending.events(service, run).stream()
                        .filter(List.of("run_waiting", "resumed", "run_ended")::contains))
                .containsExactly("run_waiting", "resumed", "run_waiting", "resumed", "run_ended");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_call_that_its_process_did_not_live_to_settle_counts_in_full_and_is_made_again(boolean answered)
            throws Exception {
        String run = Spending.submit(service, folder, "flying_a_" + answered, "flying_b_" + answered);
        Spending.awaitStatus(service, run, "waiting");
        GATE.close();
        Spending.raise(service, "run:" + run, ONE_CALL);
        await().atMost(LONG)
                .until(() -> !MODEL.received().isEmpty()
                        && Spending.waits(service, run).equals(List.of("budget: run")));
        assertMoney(run, BigDecimal.ZERO, Spending.MOST);
        if (answered) {
            service.standStill();
            GATE.open();
            await().atMost(LONG).until(() -> MODEL.sent() == 1);
        }
        service.kill();
        GATE.open();
        service.startAgain();
        service.awaitReady();

        await().atMost(LONG).until(() -> Spending.waits(service, run).equals(List.of("budget: run", "budget: run")));
        Spending.awaitStatus(service, run, "waiting");
        assertMoney(run, Spending.MOST, BigDecimal.ZERO);
        assertThat(MODEL.received()).hasSize(1);

        Spending.raise(service, "run:" + run, PLENTY);
        Spending.awaitStatus(service, run, "succeeded");
        assertThat(MODEL.received()).hasSize(3);
        assertMoney(run, Spending.MOST.add(Spending.CALL).add(Spending.CALL), BigDecimal.ZERO);
    }

    @Test
    void an_answer_that_was_recorded_is_not_paid_again_though_its_task_is_performed_again() throws Exception {
        String run = Spending.submit(service, folder, "recorded_a", "recorded_b");
        Spending.awaitStatus(service, run, "waiting");
        GATE.close();
        Spending.raise(service, "run:" + run, PLENTY);
        await().atMost(LONG).until(() -> MODEL.received().size() == 2);
        try (Connection lock = DriverManager.getConnection(database.url())) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE");
            GATE.open();
            await().atMost(LONG).until(() -> settled(run) == 2);
            service.kill();
            // What it had asked of the database would still be done when the lock is given back.
            int holder = lock.unwrap(PGConnection.class).getBackendPID();
            await().atMost(LONG)
                    .until(() -> database.texts("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE backend_type = 'client backend' AND pid NOT IN (pg_backend_pid(), "
                                    + holder
                                    + ")")
                            .isEmpty());
        }
        assertThat(database.count("SELECT count(*) FROM journal_entry WHERE kind = 'outcome' AND run = '" + run + "'"))
                .isZero();
        service.startAgain();
        service.awaitReady();

        Spending.awaitStatus(service, run, "succeeded");
        assertThat(MODEL.received()).hasSize(2);
        assertMoney(run, Spending.CALL.add(Spending.CALL), BigDecimal.ZERO);
        assertThat(service.run(run).path("cost_usd").decimalValue())
                .isEqualByComparingTo(Spending.CALL.add(Spending.CALL));
    }

    private static long settled(String run) throws Exception {
        return database.count("SELECT count(*) FROM model_call WHERE outcome = 'answered' AND run = '" + run + "'");
    }
}
