package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.opendatagov.orchestrator.support.ScriptedService;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

class PriorityTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static UUID submit(Runs runs, int priority) {
        Map<String, Object> definition =
                Map.of("workflow_id", "prior", "tasks", List.of(Map.of("id", "only", "action", "analyze_schema")));
        return runs.submit(new RunRequest("", Optional.of(definition), Map.of(), Map.of(), priority, Optional.empty()))
                .runId();
    }

    private static ConfigurableApplicationContext serviceWithOnePlace() {
        Map<String, Object> settings = Map.of(
                "orchestrator.data-dir", "target/test-data/priority",
                "orchestrator.engine.max-runs", "1",
                "orchestrator.triggers.enabled", "false");
        return ScriptedService.start(TestDatabase.createUrl(), settings);
    }

    /** Every task waits for one permit. */
    private static Semaphore held(ConfigurableApplicationContext service) {
        Semaphore going = new Semaphore(0);
        service.getBean(TestExperts.class).all(request -> {
            going.acquireUninterruptibly();
            return ScriptedExpert.trivial(request);
        });
        return going;
    }

    @Test
    void what_waits_in_the_queue_is_taken_by_priority_and_then_by_age() {
        try (ConfigurableApplicationContext service = serviceWithOnePlace()) {
            Semaphore going = held(service);
            Runs runs = service.getBean(Runs.class);
            UUID first = submit(runs, 0);
            await().atMost(LONG).until(() -> runs.find(first).orElseThrow().status() == RunState.RUNNING);
            List<UUID> queued = new ArrayList<>();
            for (int priority : List.of(0, -5, 5, 0, 1_000)) {
                queued.add(submit(runs, priority));
            }
            assertThat(runs.find(queued.getFirst()).orElseThrow().status()).isEqualTo(RunState.QUEUED);
            going.release(6);

            runs.await(first, LONG);
            List<RunView> ended =
                    queued.stream().map(run -> runs.await(run, LONG)).toList();
            assertThat(ended).allMatch(run -> run.status() == RunState.SUCCEEDED);
            assertThat(ended.stream()
                            .sorted(Comparator.comparing(run -> run.startedAt().orElseThrow()))
                            .map(RunView::priority))
                    .containsExactly(1_000, 5, 0, 0, -5);
        }
    }

    @Test
    void what_waits_in_the_queue_is_cancelled_though_no_place_is_free() {
        try (ConfigurableApplicationContext service = serviceWithOnePlace()) {
            Semaphore going = held(service);
            Runs runs = service.getBean(Runs.class);
            UUID first = submit(runs, 0);
            await().atMost(LONG).until(() -> runs.find(first).orElseThrow().status() == RunState.RUNNING);
            UUID queued = submit(runs, 0);
            UUID other = submit(runs, 0);

            runs.cancel(queued, "");
            assertThat(runs.await(queued, LONG).status()).isEqualTo(RunState.CANCELLED);
            assertThat(runs.find(first).orElseThrow().status()).isEqualTo(RunState.RUNNING);
            assertThat(runs.find(other).orElseThrow().status()).isEqualTo(RunState.QUEUED);
            going.release(2);
            assertThat(runs.await(other, LONG).status()).isEqualTo(RunState.SUCCEEDED);
        }
    }
}
