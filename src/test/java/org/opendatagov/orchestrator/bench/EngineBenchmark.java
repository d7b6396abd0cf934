package org.opendatagov.orchestrator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Measures durable runs of the built-in onboarding workflow: the whole pipeline with router, breaker, context, events and metrics, experts that answer at
 * once, every figure told by committed rows. Beside it the same rows without all that, and where the difference goes. Argument: runs (30,000).
 * Ends with status 1 where a goal is missed.
 */
public final class EngineBenchmark {
    private static final int CONCURRENT = 100;
    private static final double RUNS = 2_500;
    private static final double TASKS = 15_000;
    private static final double ALONE_MILLIS = 8;
    private static final String ENDED = "SELECT count(*) FROM run WHERE state = 'succeeded'";
    private static final String OUTCOMES = "SELECT count(*) FROM journal WHERE kind = 'outcome'";

    private final Goals goals = new Goals();
    private final EngineUnderLoad engine;
    private final int count;

    private EngineBenchmark(EngineUnderLoad engine, int count) {
        this.engine = engine;
        this.count = count;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
        int status;
        try (EngineUnderLoad engine = new EngineUnderLoad(Path.of("target/bench/engine"))) {
            status = new EngineBenchmark(engine, count).measure();
        }
        System.exit(status);
    }

    private int measure() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        goals.figure(
                "%d processors; database: %.0f commits/s on one connection", processors, engine.commitsPerSecond());
        warmUp();
        double bare = bare();
        whole(bare);
        goals.figure("database: %.0f commits/s on one connection", engine.commitsPerSecond());
        alone();
        return goals.status();
    }

    /** The JVM compiles what is hot until then: half of all CPU of the first half minute. */
    private void warmUp() throws Exception {
        CpuTimes before = engine.cpu();
        double seconds = engine.concurrently(count, CONCURRENT, () -> engine.run(EngineUnderLoad.ONBOARDING));
        goals.figure("warming up: %d runs, %.0f runs/s; CPU a run:", count, count / seconds);
        cpu(engine.cpu().since(before), count, seconds);
    }

    private double bare() throws Exception {
        BareJournal journal = engine.bareJournal();
        engine.concurrently(count / 3, CONCURRENT, journal::run);
        CpuTimes before = engine.cpu();
        double seconds = engine.concurrently(count, CONCURRENT, journal::run);
        CpuTimes used = engine.cpu().since(before);
        goals.figure(
                "bare journal, the same rows: %.0f runs/s (the design's prototype: 9,100); CPU a run:",
                count / seconds);
        cpu(used, count, seconds);
        return 1e6 * used.all() / count;
    }

    private void whole(double bare) throws Exception {
        long ended = engine.number(ENDED);
        long outcomes = engine.number(OUTCOMES);
        CpuTimes before = engine.cpu();
        double seconds = engine.concurrently(count, CONCURRENT, () -> engine.run(EngineUnderLoad.ONBOARDING));
        CpuTimes used = engine.cpu().since(before);
        goals.holds("every run and outcome is a committed row", engine.number(ENDED) - ended == count);
        double tasks = (double) (engine.number(OUTCOMES) - outcomes);
        goals.atLeast("durable runs at " + CONCURRENT + " concurrent", count / seconds, RUNS, "runs/s");
        goals.atLeast("journaled tasks", tasks / seconds, TASKS, "tasks/s");
        goals.figure("whole pipeline; CPU a run:");
        cpu(used, count, seconds);
        int processors = Runtime.getRuntime().availableProcessors();
        goals.figure(
                "  so %d processors with nothing else to do allow %.0f runs/s",
                processors, (double) processors * count / used.all());
        stages(used.of(CpuTimes.RUNS) + used.of(CpuTimes.JOURNAL), bare, used);
    }

    private void cpu(CpuTimes used, int runs, double seconds) {
        used.seconds().forEach((purpose, each) -> {
            if (each >= 0.05) {
                goals.figure("  %-42s %8.0f µs", purpose, 1e6 * each / runs);
            }
        });
        goals.figure(
                "  %-42s %8.0f µs (%.1f processors busy)", "together", 1e6 * used.all() / runs, used.all() / seconds);
    }

    /** Sampled in a pass of its own, so that sampling slows nothing that is measured. */
    private void stages(double seconds, double bare, CpuTimes used) throws Exception {
        Map<String, Double> shares;
        try (StageSamples samples = new StageSamples()) {
            engine.concurrently(count / 3, CONCURRENT, () -> engine.run(EngineUnderLoad.ONBOARDING));
            shares = samples.shares();
        }
        goals.figure(
                "the whole takes %.0f µs more CPU a run than the bare journal; by stage (sampled):",
                1e6 * used.all() / count - bare);
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(stage -> goals.figure(
                        "  %-42s %8.0f µs (%.0f %%)",
                        stage.getKey(), 1e6 * stage.getValue() * seconds / count, 100 * stage.getValue()));
    }

    private void alone() {
        engine.experts(Duration.ZERO);
        double[] seconds = new double[500];
        for (int number = 0; number < seconds.length; number++) {
            seconds[number] = engine.run(EngineUnderLoad.ONBOARDING);
        }
        Arrays.sort(seconds);
        goals.atMost("a run alone, p50", 1e3 * seconds[seconds.length / 2], ALONE_MILLIS, "ms");
        goals.figure("%-44s %8.2f ms", "a run alone, p95", 1e3 * seconds[seconds.length * 95 / 100]);
    }
}
