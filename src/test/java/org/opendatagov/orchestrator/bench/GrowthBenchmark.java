package org.opendatagov.orchestrator.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.engine.RunRequest;

/**
 * Measures what is there already: the cost of a task beside 1,000 and beside 1,000,000 journaled ones, and what 10,000 runs cost that wait for
 * a person. Begins with an empty database. Argument: journaled tasks of the second (1,000,000). Ends with status 1 where a goal is missed.
 */
public final class GrowthBenchmark {
    private static final int CONCURRENT = 100;
    private static final int RUNS = 6_000;
    private static final int TASKS_OF_RUN = 6;
    private static final int FEW = 1_000;
    /** What is measured twice differs by as much. */
    private static final double NOISE = 1.15;

    private static final int WAITING = 10_000;
    private static final double WAITING_MB = 200;
    private static final String FILL_JOURNAL = """
            INSERT INTO journal (run, seq, kind, generation, task, attempt, input_hash, payload, at, attempt_seq, attempt_at)
            SELECT id, 1 + 2 * number, 'outcome', 0, 'task_' || number, 1, sha256(id::text::bytea)::text,
                   (SELECT payload FROM journal WHERE kind = 'outcome' LIMIT 1), finished_at, 2 * number, created_at
            FROM run CROSS JOIN generate_series(1, 6) AS number
            WHERE NOT EXISTS (SELECT 1 FROM journal WHERE journal.run = run.id)""";

    private final Goals goals = new Goals();
    private final EngineUnderLoad engine;

    private GrowthBenchmark(EngineUnderLoad engine) {
        this.engine = engine;
    }

    public static void main(String[] arguments) throws Exception {
        int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int status;
        try (EngineUnderLoad engine = new EngineUnderLoad(Path.of("target/bench/growth"))) {
            status = new GrowthBenchmark(engine).measure(many);
        }
        System.exit(status);
    }

    private int measure(int many) throws Exception {
        goals.figure("database: %.0f commits/s on one connection", engine.commitsPerSecond());
        engine.concurrently(4 * RUNS, CONCURRENT, () -> engine.run(EngineUnderLoad.ONBOARDING));
        engine.execute("TRUNCATE run, journal, command");
        double few = micros(FEW);
        double lots = micros(many);
        goals.atMost("cost of a task, %,d journaled to %,d".formatted(many, FEW), lots / few, NOISE, "times");
        waiting();
        return goals.status();
    }

    /** CPU of JVM and database for each task; with so many there before. */
    private double micros(int journaled) throws Exception {
        engine.run(EngineUnderLoad.ONBOARDING);
        int missing = (int) (journaled / TASKS_OF_RUN - engine.number("SELECT count(*) FROM run"));
        if (missing > 0) {
            engine.execute("""
                    INSERT INTO run (id, workflow, version, inputs, state, created_at, started_at, finished_at)
                    SELECT gen_random_uuid(), 'onboard_dataset', 1, '{"file_path":"a.parquet"}', 'succeeded', at, at, at + interval '5 ms'
                    FROM (SELECT now() - number * interval '5 ms' AS at FROM generate_series(1, %d) AS number) AS times""".formatted(missing));
            engine.execute(FILL_JOURNAL);
        }
        long there = engine.number("SELECT count(*) FROM journal WHERE kind = 'outcome'");
        engine.execute("CHECKPOINT");
        CpuTimes before = engine.cpu();
        double seconds = engine.concurrently(RUNS, CONCURRENT, () -> engine.run(EngineUnderLoad.ONBOARDING));
        CpuTimes used = engine.cpu().since(before);
        double micros = 1e6 * (used.all() - used.of(CpuTimes.COMPILER)) / RUNS / TASKS_OF_RUN;
        goals.figure(
                "beside %,d tasks: %.0f µs CPU a task (PostgreSQL %.0f), %.0f tasks/s, alone p50 %.2f ms",
                there,
                micros,
                1e6 * used.of(CpuTimes.POSTGRES) / RUNS / TASKS_OF_RUN,
                RUNS * TASKS_OF_RUN / seconds,
                alone());
        return micros;
    }

    private double alone() {
        double[] seconds = new double[300];
        for (int number = 0; number < seconds.length; number++) {
            seconds[number] = engine.run(EngineUnderLoad.ONBOARDING);
        }
        Arrays.sort(seconds);
        return 1e3 * seconds[150];
    }

    private void waiting() throws Exception {
        RunRequest request = RunRequest.of(Dags.approval(), Map.of());
        long heap = heap();
        long threads = threads();
        engine.concurrently(WAITING, CONCURRENT, () -> engine.runs().submit(request));
        while (engine.number("SELECT count(*) FROM run WHERE state = 'waiting'") < WAITING) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        goals.atMost("threads that 10,000 waiting runs take", (double) Math.max(0, threads() - threads), 0, "");
        goals.atMost("heap that they take", (double) Math.max(0, heap() - heap) / 1e6, WAITING_MB, "MB");
    }

    private static long heap() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    /** The engine's, virtual ones too. */
    private static long threads() throws Exception {
        Path folder = Files.createTempDirectory("threads");
        Path dump = folder.resolve("threads.txt");
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#") && line.contains("\"workflow-"))
                    .count();
        } finally {
            Files.delete(dump);
            Files.delete(folder);
        }
    }
}
