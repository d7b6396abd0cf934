package org.opendatagov.orchestrator.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.EngineTestApplication;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures durable runs of the built-in onboarding workflow: the whole pipeline on the embedded PostgreSQL as the service starts it
 * ({@code fsync} on), experts that answer at once or after 50 ms. Figures are rows that are committed. Argument: runs (20,000).
 * Ends with status 1 where a goal is missed.
 */
public final class EngineBenchmark implements AutoCloseable {
    private static final String WORKFLOW = "onboard_dataset";
    private static final int CONCURRENT = 100;

    private final ConfigurableApplicationContext application;
    private final Runs runs;
    private final DataSource database;
    private final List<String> missed = new ArrayList<>();

    private EngineBenchmark(Path folder) {
        application = new SpringApplicationBuilder(EngineTestApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--orchestrator.data-dir=" + folder,
                        "--orchestrator.triggers.enabled=false",
                        "--logging.level.root=warn");
        runs = application.getBean(Runs.class);
        database = application.getBean(DataSource.class);
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        List<String> missed;
        try (EngineBenchmark benchmark = new EngineBenchmark(Path.of("target/bench/engine"))) {
            missed = benchmark.measure(count);
        }
        missed.forEach(System.out::println);
        System.exit(missed.isEmpty() ? 0 : 1);
    }

    private List<String> measure(int count) throws Exception {
        print("database alone: %.0f commits/s", commitsPerSecond());
        concurrently(count / 4);
        throughput(count);
        print("database alone: %.0f commits/s", commitsPerSecond());
        latency();
        waiting();
        return missed;
    }

    private void throughput(int count) throws Exception {
        long before = committed("SELECT count(*) FROM run WHERE state = 'succeeded'");
        long tasksBefore = committed("SELECT count(*) FROM journal WHERE kind = 'outcome'");
        double seconds = concurrently(count);
        long ended = committed("SELECT count(*) FROM run WHERE state = 'succeeded'") - before;
        long tasks = committed("SELECT count(*) FROM journal WHERE kind = 'outcome'") - tasksBefore;
        print(
                "durable: %d runs of 6 tasks in %.1f s at %d concurrent: %.0f runs/s, %.0f tasks/s",
                ended, seconds, CONCURRENT, (double) ended / seconds, (double) tasks / seconds);
        goal(ended == count && (double) ended / seconds >= 1_000, "1,000 durable runs/s");
    }

    private void latency() {
        double[] millis = new double[300];
        for (int number = 0; number < millis.length; number++) {
            long start = System.nanoTime();
            one();
            millis[number] = (double) (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        print("a run alone, trivial tasks: p50 %.1f ms, p95 %.1f ms", millis[150], millis[285]);
    }

    private void waiting() throws Exception {
        application.getBean(TestExperts.class).all(EngineBenchmark::afterAWhile);
        long start = System.nanoTime();
        for (int number = 0; number < 10; number++) {
            one();
        }
        double serial = seconds(start) / 10 * CONCURRENT;
        double together = concurrently(CONCURRENT);
        print(
                "%d runs of 50 ms tasks: %.2f s together, %.1f s one after another (10 measured): %.0f times faster",
                CONCURRENT, together, serial, serial / together);
        goal(serial / together >= 60, "60 times faster together");
    }

    private static ExpertReport afterAWhile(ExpertRequest request) {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ScriptedExpert.trivial(request);
    }

    private double concurrently(int count) throws InterruptedException {
        Semaphore places = new Semaphore(CONCURRENT);
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            places.acquire();
            threads.add(Thread.startVirtualThread(() -> {
                one();
                places.release();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return seconds(start);
    }

    private void one() {
        UUID id = runs.submit(new RunRequest(WORKFLOW, Map.of("file_path", "a.parquet"), Optional.empty()))
                .runId();
        RunView ended = runs.await(id, Duration.ofMinutes(1));
        if (!ended.status().ended()) {
            throw new IllegalStateException("run " + id + " did not end");
        }
    }

    private double commitsPerSecond() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement("INSERT INTO bench_commit VALUES (1)");
                var table = connection.prepareStatement("CREATE TABLE IF NOT EXISTS bench_commit (n int)")) {
            table.execute();
            long start = System.nanoTime();
            int commits = 0;
            while (seconds(start) < 1) {
                statement.execute();
                commits++;
            }
            return commits / seconds(start);
        }
    }

    private long committed(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double seconds(long start) {
        return (double) (System.nanoTime() - start) / 1e9;
    }

    private void goal(boolean met, String goal) {
        if (!met) {
            missed.add("MISSED: " + goal);
        }
    }

    @FormatMethod
    private static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }

    @Override
    public void close() {
        application.close();
    }
}
