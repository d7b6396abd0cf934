package org.opendatagov.orchestrator.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opendatagov.orchestrator.engine.EndedRun;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** The catalogue is told of own runs, also where the store does not take that at first. */
@Timeout(60)
class OwnRunsTest {
    private static final EmissionSettings NOWHERE_ELSE = new EmissionSettings("", "", "own");
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    private OwnRuns runs(ErrorCode code, Duration again) {
        LineageEvents store = event -> {
            if (failures.getAndDecrement() > 0) {
                throw new OrchestratorException(code, "The store does not take it.");
            }
            return kept.add(event.job().orElseThrow().name() + " "
                    + event.run().orElseThrow().state());
        };
        return new OwnRuns(NOWHERE_ELSE, new Intake(Clock.systemUTC(), store), Clock.systemUTC(), again);
    }

    private static EndedRun run(String workflow) {
        return new EndedRun(
                UUID.randomUUID(),
                workflow,
                RunState.SUCCEEDED,
                "",
                START,
                START.plusSeconds(1),
                Map.of("inbox:a.csv", "f1"));
    }

    @Test
    void a_run_that_the_store_could_not_take_is_told_again_before_the_next() {
        failures.set(3);
        try (OwnRuns runs = runs(ErrorCode.STORE_UNAVAILABLE, Duration.ofMillis(1))) {
            runs.ended(run("first"));
            runs.ended(run("second"));
            await().until(() -> kept.size() == 4);
        }
        assertThat(kept).containsExactly("first START", "first COMPLETE", "second START", "second COMPLETE");
    }

    @Test
    void a_run_that_the_store_will_never_take_holds_up_none() {
        failures.set(1);
        try (OwnRuns runs = runs(ErrorCode.INTERNAL, Duration.ofDays(1))) {
            runs.ended(run("first"));
            runs.ended(run("second"));
            await().until(() -> kept.size() == 2);
        }
        assertThat(kept).containsExactly("second START", "second COMPLETE");
    }

    @Test
    void a_store_that_stays_away_does_not_hold_up_the_end_of_the_service() {
        failures.set(Integer.MAX_VALUE);
        OwnRuns runs = runs(ErrorCode.STORE_UNAVAILABLE, Duration.ofDays(1));
        runs.ended(run("first"));
        await().until(() -> failures.get() < Integer.MAX_VALUE);
        runs.close();
        assertThat(kept).isEmpty();
    }
}
