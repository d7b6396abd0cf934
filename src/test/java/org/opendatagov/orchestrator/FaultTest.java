package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.engine.EngineTestApplication;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.support.FaultReplica;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two replicas in processes of their own, on one database, are killed at random moments while they work: every accepted run ends once, no
 * outcome is recorded twice, and a task is done again only when it was in flight. {@code -Dfault.kills=50 -Dfault.runs=600} is the long form,
 * {@code -Dfault.seed} repeats the moments.
 */
class FaultTest {
    private static final int KILLS = Integer.getInteger("fault.kills", 5);
    private static final int RUNS = Integer.getInteger("fault.runs", 120);
    private static final long SEED = Long.getLong("fault.seed", new Random().nextLong());

    @TempDir
    private Path folder;

    private final String url = TestDatabase.createUrl();
    private final List<Process> replicas = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process replica : replicas) {
            replica.destroyForcibly().waitFor();
        }
    }

    private String[] settings(String name, int maxRuns) {
        return new String[] {
            "--orchestrator.data-dir=" + folder.resolve(name),
            "--orchestrator.triggers.enabled=false",
            "--orchestrator.engine.lease=2s",
            "--orchestrator.engine.poll=100ms",
            "--orchestrator.engine.max-runs=" + maxRuns,
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=postgres",
            "--logging.level.root=warn"
        };
    }

    private Process start(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FaultReplica.class.getName()));
        command.addAll(List.of(settings(name, 20)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
    }

    @Test
    void every_accepted_run_ends_once_though_replicas_are_killed() throws Exception {
        System.out.println("fault.seed=" + SEED);
        Random random = new Random(SEED);
        replicas.add(start("one"));
        replicas.add(start("two"));
        submitAll();
        for (int kill = 0; kill < KILLS; kill++) {
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(4_000));
            int victim = random.nextInt(2);
            replicas.get(victim).destroyForcibly().waitFor();
            replicas.set(victim, start(victim == 0 ? "one" : "two"));
        }
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> count("SELECT count(*) FROM run WHERE state = 'succeeded'") == RUNS);

        assertThat(count("SELECT count(*) FROM run")).isEqualTo(RUNS);
        assertThat(count("SELECT count(*) FROM journal WHERE kind = 'outcome'")).isEqualTo(RUNS * 6L);
        assertThat(count("SELECT count(*) FROM journal WHERE kind = 'run_ended'"))
                .isEqualTo(RUNS);
        assertThat(count("SELECT count(DISTINCT (run, task)) FROM journal WHERE kind = 'outcome'"))
                .isEqualTo(RUNS * 6L);
        assertThat(count("""
                SELECT count(*) FROM journal late JOIN journal done USING (run, task)
                WHERE done.kind = 'outcome' AND late.kind = 'attempt' AND late.seq > done.seq""")).as("attempts after an outcome").isZero();
    }

    /** A third replica takes the requests and, having no place for runs, leaves them to the others. */
    private void submitAll() {
        try (ConfigurableApplicationContext door = new SpringApplicationBuilder(EngineTestApplication.class)
                .web(WebApplicationType.NONE)
                .run(settings("door", 1))) {
            Runs runs = door.getBean(Runs.class);
            for (int number = 0; number < RUNS; number++) {
                runs.submit(new RunRequest("onboard_dataset", Map.of("file_path", "f" + number), Optional.empty()));
            }
        }
    }

    private long count(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
