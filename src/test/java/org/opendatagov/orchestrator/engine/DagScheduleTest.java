package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.opendatagov.orchestrator.support.TestClock;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random DAGs on a clock that the test moves: each task runs once, and starts exactly when the last of those it depends on is recorded. The
 * seed is in the test's name; {@code -Dengine.seed} gives one again.
 */
class DagScheduleTest extends EngineTestBase {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int MOST_TASKS = 24;

    @Autowired
    private TestClock clock;

    private final Map<String, CountDownLatch> working = new ConcurrentHashMap<>();

    static List<Long> seeds() {
        Long given = Long.getLong("engine.seed");
        return given == null ? new Random().longs(12).boxed().toList() : List.of(given);
    }

    @AfterEach
    void release() {
        clock.release();
        working.values().forEach(CountDownLatch::countDown);
    }

    /** A task of the reference schedule, in seconds from the start. */
    private record Planned(String id, List<String> dependsOn, long start, long end) {}

    private static Map<String, Planned> plan(Random random) {
        Map<String, Planned> plan = new LinkedHashMap<>();
        int size = 1 + random.nextInt(MOST_TASKS);
        double density = random.nextDouble();
        for (int number = 0; number < size; number++) {
            List<String> before = new ArrayList<>();
            long start = 0;
            for (Planned earlier : plan.values()) {
                if (random.nextDouble() < density / 3) {
                    before.add(earlier.id());
                    start = Math.max(start, earlier.end());
                }
            }
            String id = "t" + number;
            plan.put(id, new Planned(id, before, start, start + 1 + random.nextInt(20)));
        }
        return plan;
    }

    private ExpertReport work(ExpertRequest request) {
        CountDownLatch done = new CountDownLatch(1);
        assertThat(working.put(request.taskId(), done)).as("runs once").isNull();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ScriptedExpert.trivial(request);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_task_starts_when_its_last_dependency_is_recorded(long seed) {
        Map<String, Planned> plan = plan(new Random(seed));
        clock.set(START);
        experts.all(this::work);
        UUID run = start(definition(plan), Map.of());
        Set<Long> ends = new TreeSet<>();
        plan.values().forEach(task -> ends.add(task.end()));
        long now = 0;
        for (long end : ends) {
            awaitWorking(run, plan, now);
            clock.set(START.plusSeconds(end));
            plan.values().stream()
                    .filter(task -> task.end() == end)
                    .forEach(task ->
                            Objects.requireNonNull(working.remove(task.id())).countDown());
            now = end;
        }
        RunView view = ended(run);

        assertThat(view.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(view.tasks()).hasSize(plan.size()).allSatisfy(task -> {
            Planned planned = Objects.requireNonNull(plan.get(task.id()));
            assertThat(task.attempts()).isOne();
            assertThat(task.startedAt()).contains(START.plusSeconds(planned.start()));
            assertThat(task.finishedAt()).contains(START.plusSeconds(planned.end()));
        });
    }

    private static Map<String, Object> definition(Map<String, Planned> plan) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        plan.values().forEach(task -> tasks.add(task(task.id(), "depends_on", task.dependsOn())));
        java.util.Collections.shuffle(tasks, new Random(plan.size()));
        return Map.of("workflow_id", "random", "tasks", tasks);
    }

    /** By the reference these run now and those have ended, and no other does or has. */
    private void awaitWorking(UUID run, Map<String, Planned> plan, long now) {
        List<String> atWork = ids(plan, task -> task.start() <= now && task.end() > now);
        List<String> over = ids(plan, task -> task.end() <= now);
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            assertThat(working.keySet()).containsExactlyInAnyOrderElementsOf(atWork);
            assertThat(runs.find(run).orElseThrow().tasks())
                    .filteredOn(task -> task.status() == TaskState.SUCCEEDED)
                    .extracting(TaskView::id)
                    .containsExactlyInAnyOrderElementsOf(over);
        });
    }

    private static List<String> ids(Map<String, Planned> plan, Predicate<Planned> which) {
        return plan.values().stream().filter(which).map(Planned::id).toList();
    }
}
