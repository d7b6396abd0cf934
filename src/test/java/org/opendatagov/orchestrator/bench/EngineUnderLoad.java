package org.opendatagov.orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.engine.EngineTestApplication;
import org.opendatagov.orchestrator.engine.Journal;
import org.opendatagov.orchestrator.engine.Lease;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.opendatagov.orchestrator.support.TestRoutes;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole engine on the embedded PostgreSQL as the service starts it ({@code fsync} on), its experts scripted. */
final class EngineUnderLoad implements AutoCloseable {
    /** The built-in onboarding: six tasks, three deep. */
    static final RunRequest ONBOARDING =
            new RunRequest("onboard_dataset", Map.of("file_path", "a.parquet"), Optional.empty());

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ConfigurableApplicationContext application;
    private final Runs runs;
    private final DataSource database;

    EngineUnderLoad(Path folder) throws IOException {
        Path routes = TestRoutes.folder(
                "bench", List.of(Files.readString(Path.of("routes/workflows/onboard_dataset.camel.yaml"))));
        application = new SpringApplicationBuilder(EngineTestApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--orchestrator.data-dir=" + folder,
                        "--orchestrator.routes-dir=" + routes,
                        "--orchestrator.triggers.enabled=false",
                        "--orchestrator.engine.max-runs=20000",
                        "--orchestrator.experts.max-concurrent=20000",
                        "--logging.level.root=warn");
        runs = application.getBean(Runs.class);
        database = application.getBean(DataSource.class);
    }

    Runs runs() {
        return runs;
    }

    Lineage lineage() {
        return application.getBean(Lineage.class);
    }

    CatalogReader catalog() {
        return application.getBean(CatalogReader.class);
    }

    DataSource database() {
        return database;
    }

    BareJournal bareJournal() {
        return new BareJournal(
                application.getBean(Journal.class),
                application.getBean(Lease.class).epoch());
    }

    /** From now on every expert answers after so long; zero: at once. */
    void experts(Duration time) {
        Function<ExpertRequest, ExpertReport> script = time.isZero()
                ? ScriptedExpert::trivial
                : request -> {
                    sleep(time);
                    return ScriptedExpert.trivial(request);
                };
        application.getBean(TestExperts.class).all(script);
    }

    /** From now on every expert takes as long as is said for the task; how long each really took. */
    Map<String, Duration> experts(Map<String, Duration> times) {
        Map<String, Duration> took = new ConcurrentHashMap<>();
        application.getBean(TestExperts.class).all(request -> {
            long start = System.nanoTime();
            sleep(times.getOrDefault(request.taskId(), Duration.ZERO));
            took.put(request.taskId(), Duration.ofNanos(System.nanoTime() - start));
            return ScriptedExpert.trivial(request);
        });
        return took;
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One run, from the request to the answer that it has succeeded; seconds. */
    double run(RunRequest request) {
        long start = System.nanoTime();
        UUID id = runs.submit(request).runId();
        RunView ended = runs.await(id, PATIENCE);
        if (!ended.status().text().equals("succeeded")) {
            throw new IllegalStateException(
                    "run " + id + " is " + ended.status().text() + ": " + ended.reason());
        }
        return (double) (System.nanoTime() - start) / 1e9;
    }

    /** So many times, so many at once; seconds in all. */
    double concurrently(int count, int atOnce, Runnable work) throws InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        List<Thread> threads = new ArrayList<>(count);
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            places.acquire();
            threads.add(Thread.startVirtualThread(() -> {
                work.run();
                places.release();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (double) (System.nanoTime() - start) / 1e9;
    }

    /** What one connection gets: what the disk under the journal can do just now. */
    double commitsPerSecond() throws SQLException {
        try (Connection connection = database.getConnection();
                var table = connection.prepareStatement("CREATE TABLE IF NOT EXISTS bench_commit (n int)");
                var statement = connection.prepareStatement("INSERT INTO bench_commit VALUES (1)")) {
            table.execute();
            long start = System.nanoTime();
            int commits = 0;
            while (System.nanoTime() - start < 1_000_000_000L) {
                statement.execute();
                commits++;
            }
            return commits;
        }
    }

    /** A number that the database tells. */
    long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    CpuTimes cpu() throws Exception {
        long postmaster = ProcessHandle.of(number("SELECT pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
        return CpuTimes.now(postmaster);
    }

    @Override
    public void close() {
        application.close();
    }
}
