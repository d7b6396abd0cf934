package org.opendatagov.orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.support.ScriptedModel;

/**
 * A month that turns while the service is down: a service and its embedded database, killed and started again under a clock that says another
 * time; needs a C compiler to make it so.
 */
class MonthTurnTest {
    private static final YearMonth MARCH = YearMonth.of(2031, 3);

    private final ScriptedModel model = new ScriptedModel();
    private Optional<ServiceProcess> service = Optional.empty();

    @TempDir
    private Path folder;

    @AfterEach
    void end() throws Exception {
        if (service.isPresent()) {
            service.get().terminate();
        }
        model.close();
    }

    private ServiceProcess start(Path clock, LocalDate day) throws Exception {
        OffsetDateTime time = day.atTime(LocalTime.NOON).atOffset(ZoneOffset.UTC);
        long skew = Duration.between(OffsetDateTime.now(ZoneOffset.UTC), time).toSeconds();
        ServiceProcess started = ServiceProcess.start(
                folder,
                "one",
                Spending.settings(model, folder, "--orchestrator.budgets.month=0.005"),
                Map.of("LD_PRELOAD", clock.toString(), "CLOCK_SKEW", String.valueOf(skew)));
        service = Optional.of(started);
        started.awaitReady();
        return started;
    }

    /** The service alone, or its database with it: that lives on, and has the clock under which it was started. */
    private void kill(boolean database) throws IOException, InterruptedException {
        service.orElseThrow().kill();
        if (database) {
            List<String> pid = Files.readAllLines(folder.resolve("one/postgres/postmaster.pid"));
            Signals.send(Long.parseLong(pid.getFirst().strip()), "KILL");
        }
    }

    @Test
    void a_run_that_waits_for_the_month_to_turn_goes_on_by_itself_after_a_kill_and_the_turn() throws Exception {
        Optional<Path> clock = SkewedClock.library(folder);
        assumeThat(clock).as("a library that skews clocks").isPresent();
        model.answers(question -> Spending.NOTHING);
        ServiceProcess.routes(folder);

        ServiceProcess march = start(clock.orElseThrow(), MARCH.atDay(14));
        Spending.awaitStatus(march, Spending.submit(march, folder, "first"), "succeeded");
        String run = Spending.submit(march, folder, "second");
        Spending.awaitStatus(march, run, "waiting");
        kill(false);

        ServiceProcess again = start(clock.orElseThrow(), MARCH.atDay(15));
        Spending.awaitStatus(again, run, "waiting");
        assertThat(Spending.waits(again, run)).containsExactly("budget: month:" + MARCH);
        assertThat(model.received()).hasSize(1);
        kill(true);

        ServiceProcess april = start(clock.orElseThrow(), MARCH.plusMonths(1).atDay(2));
        Spending.awaitStatus(april, run, "succeeded");
        assertThat(model.received()).hasSize(2);
        assertThat(spent(april, "month")).containsExactly("2031-03 0.002", "2031-04 0.002");
        assertThat(april.run(run).path("cost_usd").decimalValue()).isEqualByComparingTo(Spending.CALL);
    }

    private static List<String> spent(ServiceProcess service, String by) throws IOException {
        return ServiceProcess.JSON
                .readTree(service.get("/api/v1/usage?by=" + by).body())
                .path("lines")
                .valueStream()
                .map(line -> line.path("key").asText() + " "
                        + new BigDecimal(line.path("cost_usd").asText())
                                .stripTrailingZeros()
                                .toPlainString())
                .sorted()
                .toList();
    }
}
