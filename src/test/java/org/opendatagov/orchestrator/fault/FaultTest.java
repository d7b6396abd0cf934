package org.opendatagov.orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two services in processes of their own, on one database, are killed at random moments while they work, and the database is restarted in
 * between: every accepted run ends once, as it should; no outcome is recorded twice; a task is performed again only where its process was
 * killed before the outcome was recorded; nothing is stuck.
 *
 * <p>The short form is part of the build. {@code -Dfault.kills=60 -Dfault.runs=600} is the long one, {@code -Dfault.seed} repeats an earlier
 * one's victims and pauses.
 */
class FaultTest {
    private static final int KILLS = Integer.getInteger("fault.kills", 4);
    private static final int RUNS = Integer.getInteger("fault.runs", 64);
    private static final long SEED = Long.getLong("fault.seed", new Random().nextLong());
    /** Every so many kills the database is restarted, each time in another way. */
    private static final int DATABASE = Integer.getInteger("fault.database", 2);

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, Shape> runs = new HashMap<>();
    private int restarts;

    @Test
    void every_accepted_run_ends_once_though_replicas_are_killed_and_the_database_restarts() throws Exception {
        System.out.println("fault.seed=" + SEED);
        try (Cluster cluster = Cluster.start(folder, "--orchestrator.engine.poll=200ms")) {
            DatabaseServer database = cluster.database();
            Performances performances = cluster.performances();
            Replicas replicas = new Replicas(cluster.services(), SEED);
            long begun = System.nanoTime();
            try (Steward steward = new Steward(replicas)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    submit(replicas, steward, RUNS * kill / KILLS);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(4_000));
                    if (kill % DATABASE == 0) {
                        restart(database);
                    }
                    kill(cluster);
                }
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(steward.open())
                                .as("runs that did not end")
                                .isEmpty());
            }
            check(database, performances, replicas);
            report(database, performances, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void submit(Replicas replicas, Steward steward, int upTo) throws InterruptedException {
        while (runs.size() < upTo) {
            Shape shape = Shape.of(runs.size());
            String run = replicas.submit(shape, "run-" + runs.size());
            runs.put(run, shape);
            steward.watch(run, shape);
        }
    }

    private void restart(DatabaseServer database) throws Exception {
        DatabaseServer.Stop[] ways = DatabaseServer.Stop.values();
        database.stop(ways[restarts++ % ways.length]);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
        database.startAgain();
    }

    /** One that is at work; the other one may be starting still. */
    private void kill(Cluster cluster) throws Exception {
        ServiceProcess victim = cluster.services().get(random.nextInt(2));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    cluster.revive();
                    return cluster.services().stream().anyMatch(ServiceProcess::ready);
                });
        ServiceProcess service = victim.ready() ? victim : cluster.other(victim);
        cluster.kill(service);
        service.startAgain();
    }

    private void check(DatabaseServer database, Performances performances, Replicas replicas)
            throws SQLException, IOException {
        Map<String, String> ended = new HashMap<>();
        Map<String, String> expected = new HashMap<>();
        database.texts("SELECT id || ' ' || state FROM run WHERE parent_run IS NULL")
                .forEach(row -> ended.put(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1)));
        runs.forEach((run, shape) -> expected.put(run, shape.status()));
        assertThat(ended).as("accepted runs").isEqualTo(expected);
        assertThat(database.texts("SELECT run || ' ' || count(*) FROM journal WHERE kind = 'run_ended' GROUP BY run"))
                .as("ends")
                .hasSize((int) database.count("SELECT count(*) FROM run"))
                .allMatch(row -> row.endsWith(" 1"));
        assertThat(database.texts("""
                SELECT run || '/' || task || '/' || key FROM journal WHERE kind = 'outcome'
                GROUP BY run, task, key HAVING count(*) > 1""")).as("outcomes recorded twice").isEmpty();
        assertThat(database.count("SELECT count(*) FROM journal WHERE kind = 'outcome'"))
                .isEqualTo(runs.values().stream()
                        .mapToLong(shape -> shape.outcomes() + (shape == Shape.NESTED ? 2 : 0))
                        .sum());
        assertThat(performances.unexplained())
                .as("tasks that were performed again though their process lived")
                .isEmpty();
        checkOutcomes(database, performances);
        assertThat(replicas.refusals())
                .allSatisfy(answer -> assertThat(answer).startsWith("503 application/problem+json"));
    }

    /** The recorded outcome is the last performance's: none was performed again after its outcome was recorded. */
    private static void checkOutcomes(DatabaseServer database, Performances performances)
            throws SQLException, IOException {
        String outcomes = String.join("\n", database.texts("SELECT payload::text FROM journal WHERE kind = 'outcome'"));
        String cancelled = String.join("\n", database.texts("SELECT id::text FROM run WHERE state = 'cancelled'"));
        performances
                .last()
                .forEach((task, id) -> assertThat(
                                outcomes.contains(id) || cancelled.contains(task.substring(0, task.indexOf('/'))))
                        .as("outcome of the last performance of %s", task)
                        .isTrue());
    }

    private void report(DatabaseServer database, Performances performances, Duration time)
            throws SQLException, IOException {
        System.out.printf(
                "%d kills, %d database restarts, %d runs (%d with sub-workflows) in %d s: %d performances, %d of them again after a kill, %d outcomes%n",
                KILLS,
                restarts,
                runs.size(),
                database.count("SELECT count(*) FROM run"),
                time.toSeconds(),
                performances.begun(),
                performances.repeated(),
                database.count("SELECT count(*) FROM journal WHERE kind = 'outcome'"));
    }
}
