package org.opendatagov.orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two replicas whose database is away for a while in the middle of runs, with the default lease of 10 seconds. */
class OutageTest extends TwoReplicas {
    private static final Duration LONG = Duration.ofMinutes(2);

    private static String replicas() throws Exception {
        return String.join("\n", cluster.database().texts("SELECT id || ' ' || epoch FROM replica ORDER BY id"));
    }

    @Test
    void runs_wait_while_the_database_is_away_for_30_seconds_and_nothing_is_performed_again() throws Exception {
        Replicas replicas = new Replicas(cluster.services(), 7);
        Map<String, Shape> runs = new HashMap<>();
        long before = cluster.performances().repeated();
        try (Steward steward = new Steward(replicas)) {
            for (int number = 0; number < 48; number++) {
                Shape shape = Shape.of(number);
                String run = replicas.submit(shape, "outage-" + number);
                runs.put(run, shape);
                steward.watch(run, shape);
            }
            String epochs = replicas();
            cluster.database().stop(DatabaseServer.Stop.FAST);
            long away = System.nanoTime();
            for (ServiceProcess service : cluster.services()) {
                checkRefusals(service, runs.keySet().iterator().next());
            }
            TimeUnit.NANOSECONDS.sleep(Duration.ofSeconds(30).toNanos() - (System.nanoTime() - away));
            cluster.database().startAgain();
            cluster.awaitReady();
            assertThat(replicas()).as("epochs after the outage").isEqualTo(epochs);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(steward.open())
                            .as("runs that did not end")
                            .isEmpty());
            assertThat(replicas()).as("epochs when all is done").isEqualTo(epochs);
        }
        for (Map.Entry<String, Shape> run : runs.entrySet()) {
            assertThat(replicas.run(run.getKey()).get("status").asText())
                    .as("%s %s", run.getValue(), run.getKey())
                    .isEqualTo(run.getValue().status());
        }
        assertThat(cluster.performances().repeated()).as("performed again").isEqualTo(before);
        assertThat(replicas.refusals())
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer).startsWith("503 application/problem+json"));
    }

    private static void checkRefusals(ServiceProcess service, String run) throws IOException {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.get("/actuator/health/readiness").statusCode() == 503);
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        List<HttpResponse<String>> answers = List.of(
                service.get("/api/v1/runs"),
                service.get("/api/v1/runs/" + run),
                service.get("/api/v1/runs/" + run + "/events"),
                service.get("/api/v1/datasets"),
                service.post("/api/v1/runs", Shape.CHAIN.request()),
                service.post("/api/v1/runs/" + run + "/cancel", ""),
                service.post("/api/v1/runs/" + run + "/approvals/sign", "{\"decision\": \"approve\"}"));
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(ServiceProcess.JSON.readTree(answer.body()).get("code").asText())
                    .isEqualTo("store_unavailable");
            assertThat(answer.body().toLowerCase(Locale.ROOT))
                    .doesNotContain("jdbc", "postgres", "sql", "localhost", "127.0.0.1", "exception", "hikari");
        }
    }

    @Test
    void after_an_outage_nobody_takes_over_before_a_lease_has_passed_since_the_database_started() throws Exception {
        Replicas one = new Replicas(List.of(cluster.one()), 7);
        String run = one.submit(Shape.CANCELLED, "lost");
        await().atMost(LONG).until(() -> begun(run, cluster.one()));
        cluster.database().stop(DatabaseServer.Stop.IMMEDIATE);
        cluster.kill(cluster.one());
        TimeUnit.SECONDS.sleep(12);
        cluster.database().startAgain();
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> begun(run, cluster.two()));
        long millis = cluster.database()
                .count("SELECT (extract(epoch FROM clock_timestamp() - pg_postmaster_start_time()) * 1000)::bigint");
        System.out.println("taken over " + millis + " ms after the database's start");

        assertThat(millis).isBetween(10_000L, 15_000L);
        new Replicas(List.of(cluster.two()), 7).tell(run, "cancel", "");
    }

    private static boolean begun(String run, ServiceProcess service) throws IOException {
        return cluster.performances().lines().stream()
                .anyMatch(line -> line.kind() == Performances.Kind.BEGUN
                        && line.task().startsWith(run)
                        && line.process() == service.pid());
    }
}
