package org.opendatagov.orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas whose clocks are two hours apart; needs a C compiler to make them so. */
class ClockTest {
    @TempDir
    private Path folder;

    @Test
    void the_clocks_of_replicas_do_not_matter() throws Exception {
        Optional<Path> library = SkewedClock.library(folder);
        assumeThat(library).as("a library that skews clocks").isPresent();
        Map<String, Shape> runs = new HashMap<>();
        try (Cluster cluster = Cluster.skewed(folder, library.orElseThrow(), Duration.ofHours(1))) {
            assertThat(Duration.between(cluster.two().time(), cluster.one().time()))
                    .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
            Replicas replicas = new Replicas(cluster.services(), 7);
            try (Steward steward = new Steward(replicas)) {
                for (int number = 0; number < 32; number++) {
                    Shape shape = Shape.of(number);
                    String run = replicas.submit(shape, "clock-" + number);
                    runs.put(run, shape);
                    steward.watch(run, shape);
                }
                cluster.kill(cluster.one());
                cluster.awaitReady();
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(steward.open())
                                .as("runs that did not end")
                                .isEmpty());
            }
            for (Map.Entry<String, Shape> run : runs.entrySet()) {
                assertThat(replicas.run(run.getKey()).get("status").asText())
                        .as("%s %s", run.getValue(), run.getKey())
                        .isEqualTo(run.getValue().status());
            }
            assertThat(cluster.performances().unexplained()).isEmpty();
            assertThat(cluster.database().texts("""
                    SELECT kind || ' ' || at FROM journal
                    WHERE at NOT BETWEEN pg_postmaster_start_time() AND clock_timestamp() + interval '1 second'"""))
                    .as("entries with a time that is not the database's")
                    .isEmpty();
            assertThat(cluster.database().texts("SELECT id::text FROM run WHERE wake_at > clock_timestamp()"))
                    .isEqualTo(List.of());
        }
    }
}
