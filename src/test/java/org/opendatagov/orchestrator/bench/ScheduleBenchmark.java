package org.opendatagov.orchestrator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.opendatagov.orchestrator.engine.RunRequest;

/**
 * Measures how close runs come to their critical path, alone and many at once, and what a large DAG costs. Argument: the seed of the random
 * DAGs. Ends with status 1 where a goal is missed.
 */
public final class ScheduleBenchmark {
    private static final int DEPTH = 3;
    private static final int DAGS = 20;
    private static final double MAKESPAN = 1.03;
    private static final double MAKESPAN_MILLIS = 5;
    private static final double VALIDATION_MILLIS = 50;
    private static final double SAME = 0.30;
    private static final int LARGE = 1_000;
    private static final int SMALL = 10;
    private static final int WIDE = 100;
    private static final int TASKS = 20_000;

    private final Goals goals = new Goals();
    private final EngineUnderLoad engine;

    private ScheduleBenchmark(EngineUnderLoad engine) {
        this.engine = engine;
    }

    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : new Random().nextLong();
        int status;
        try (EngineUnderLoad engine = new EngineUnderLoad(Path.of("target/bench/schedule"))) {
            status = new ScheduleBenchmark(engine).measure(seed);
        }
        System.exit(status);
    }

    private int measure(long seed) throws Exception {
        goals.figure("database: %.0f commits/s on one connection; seed %d", engine.commitsPerSecond(), seed);
        engine.concurrently(10_000, 100, () -> engine.run(EngineUnderLoad.ONBOARDING));
        inFlight(100, Duration.ofMillis(50), 1.5);
        inFlight(1_000, Duration.ofSeconds(2), 1.1);
        makespan(new Random(seed));
        engine.experts(Duration.ZERO);
        validation();
        costOfLarge();
        return goals.status();
    }

    /** Every one of so many runs, three tasks deep, against the time that its tasks take. */
    private void inFlight(int runs, Duration task, double goal) throws Exception {
        engine.experts(task);
        Queue<Double> seconds = new ConcurrentLinkedQueue<>();
        engine.concurrently(runs, runs, () -> seconds.add(engine.run(EngineUnderLoad.ONBOARDING)));
        double criticalPath = DEPTH * task.toMillis() / 1e3;
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        String name = "%d in flight, tasks of %d ms, p95 by path".formatted(runs, task.toMillis());
        goals.atMost(name, sorted[sorted.length * 95 / 100] / criticalPath, goal, "times");
        goals.figure(
                "  p50 %.0f ms, p95 %.0f ms, most %.0f ms; critical path %.0f ms",
                1e3 * sorted[sorted.length / 2],
                1e3 * sorted[sorted.length * 95 / 100],
                1e3 * sorted[sorted.length - 1],
                1e3 * criticalPath);
    }

    private void makespan(Random random) {
        for (int number = 0; number < DAGS / 4; number++) {
            // The JVM has run no definition yet.
            engine.run(RunRequest.of(Dags.random(random).definition(), Map.of()));
        }
        double worst = Double.NEGATIVE_INFINITY;
        for (int number = 0; number < DAGS; number++) {
            Dags.Timed dag = Dags.random(random);
            Map<String, Duration> took = engine.experts(dag.times());
            double millis = 1e3 * engine.run(RunRequest.of(dag.definition(), Map.of()));
            double path = dag.criticalPath(took).toNanos() / 1e6;
            worst = Math.max(worst, millis - MAKESPAN * path - MAKESPAN_MILLIS);
            goals.figure("  critical path %6.1f ms, whole run %6.1f ms", path, millis);
        }
        goals.atMost("makespan over path × 1.03 + 5 ms, worst of " + DAGS, worst, 0, "ms");
    }

    private void validation() {
        validation("a DAG of 1,000 tasks", Dags.layered(LARGE, SMALL));
        validation("one in which each task is behind all before it", Dags.dense(LARGE));
    }

    private void validation(String which, Map<String, Object> large) {
        double[] millis = new double[100];
        for (int number = 0; number < millis.length; number++) {
            long start = System.nanoTime();
            List<?> problems = engine.runs().validate(large);
            millis[number] = (double) (System.nanoTime() - start) / 1e6;
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.toString());
            }
        }
        double first = millis[0];
        Arrays.sort(millis);
        goals.atMost(which + " validates, p50 of 100", millis[50], VALIDATION_MILLIS, "ms");
        goals.figure("  the first time %.1f ms, p95 %.1f ms", first, millis[95]);
    }

    /** The same number of tasks in either, as many side by side: of one large DAG, or of small ones at once. */
    private void costOfLarge() throws Exception {
        Map<String, Object> small = Dags.layered(SMALL, SMALL);
        Map<String, Object> large = Dags.layered(LARGE, WIDE);
        for (int warmUp = 0; warmUp < 2; warmUp++) {
            microsPerTask(small, SMALL, WIDE / SMALL);
            microsPerTask(large, LARGE, 1);
        }
        double ofSmall = microsPerTask(small, SMALL, WIDE / SMALL);
        double ofLarge = microsPerTask(large, LARGE, 1);
        goals.figure("CPU a task: %.0f µs in a DAG of %d, %.0f µs in one of %d", ofSmall, SMALL, ofLarge, LARGE);
        // Less is no miss: a task of ten bears a tenth of what its run's beginning and end cost.
        goals.atMost("a task's cost in a DAG of 1,000 by one of 10", ofLarge / ofSmall, 1 + SAME, "times");
    }

    private double microsPerTask(Map<String, Object> definition, int size, int atOnce) throws Exception {
        RunRequest request = RunRequest.of(definition, Map.of());
        CpuTimes before = engine.cpu();
        double seconds = engine.concurrently(TASKS / size, atOnce, () -> engine.run(request));
        CpuTimes used = engine.cpu().since(before);
        goals.figure(
                "  %d runs of %d tasks, %d tasks in flight: %.0f tasks/s", TASKS / size, size, WIDE, TASKS / seconds);
        return 1e6 * (used.all() - used.of(CpuTimes.COMPILER)) / TASKS;
    }
}
