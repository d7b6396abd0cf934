package org.opendatagov.orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which replica a run belongs to, with the default lease of 10 seconds: replicas that are killed, stand still or are asked to stop. */
class LeaseTest extends TwoReplicas {
    /** What the design promises. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    private static final Duration LONG = Duration.ofSeconds(90);

    private static String submit(ServiceProcess service, Shape shape) throws IOException {
        return submit(service, shape, UUID.randomUUID().toString());
    }

    private static String submit(ServiceProcess service, Shape shape, String key) throws IOException {
        HttpResponse<String> answer =
                service.call("POST", "/api/v1/runs", shape.request(), Map.of("Idempotency-Key", key));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return ServiceProcess.JSON.readTree(answer.body()).get("id").asText();
    }

    private static void awaitStatus(ServiceProcess service, String run, String status) {
        await("run " + run)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> service.run(run).path("status").asText().equals(status));
    }

    /** Tasks of these runs that a process began to perform. */
    private static Set<String> begun(ServiceProcess service, List<String> runs) throws IOException {
        return cluster.performances().lines().stream()
                .filter(line -> line.kind() == Performances.Kind.BEGUN && line.process() == service.pid())
                .map(line -> line.task().substring(0, line.task().indexOf('/')))
                .filter(runs::contains)
                .collect(Collectors.toSet());
    }

    private static Duration until(Set<String> runs, ServiceProcess service) {
        long begun = System.nanoTime();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> begun(service, List.copyOf(runs)).containsAll(runs));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static List<String> atWork(ServiceProcess service, Shape shape, int number) throws IOException {
        List<String> runs = new ArrayList<>();
        for (int count = 0; count < number; count++) {
            runs.add(submit(service, shape));
        }
        await().atMost(LONG).until(() -> begun(service, runs).size() == number);
        return runs;
    }

    private static void tell(ServiceProcess service, String run, String command) throws IOException {
        HttpResponse<String> answer = service.post("/api/v1/runs/" + run + "/" + command, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void the_runs_of_a_dead_replica_are_taken_over_within_15_seconds() throws Exception {
        List<String> runs = atWork(cluster.one(), Shape.CANCELLED, 20);
        cluster.kill(cluster.one());
        Duration time = until(Set.copyOf(runs), cluster.two());
        System.out.println("killed: 20 runs taken over after " + time.toMillis() + " ms");

        assertThat(time).isLessThan(TAKE_OVER);
        for (String run : runs) {
            tell(cluster.two(), run, "cancel");
            awaitStatus(cluster.two(), run, "cancelled");
        }
        assertThat(cluster.performances().unexplained()).isEmpty();
    }

    @Test
    void a_replica_that_stood_still_past_its_lease_writes_nothing_and_serves_again_under_a_new_epoch()
            throws Exception {
        List<String> held = atWork(cluster.one(), Shape.CANCELLED, 5);
        List<String> busy = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            busy.add(submit(cluster.one(), number % 2 == 0 ? Shape.CHAIN : Shape.FAN_OUT));
        }
        long epoch = epochs().get(0);
        cluster.one().standStill();
        cluster.performances().lost(cluster.one().pid());
        Duration time = until(Set.copyOf(held), cluster.two());
        System.out.println("standing still: runs taken over after " + time.toMillis() + " ms");
        assertThat(time).isLessThan(TAKE_OVER);
        for (String run : busy) {
            awaitStatus(cluster.two(), run, "succeeded");
        }
        for (String run : held) {
            tell(cluster.two(), run, "cancel");
            awaitStatus(cluster.two(), run, "cancelled");
        }
        String before = journal();

        cluster.one().goOn();
        await().atMost(LONG).until(() -> epochs().get(0) > epoch + 1);
        String fresh = submit(cluster.one(), Shape.CHAIN);
        awaitStatus(cluster.one(), fresh, "succeeded");
        assertThat(begun(cluster.one(), List.of(fresh)))
                .as("performed by the replica itself")
                .containsExactly(fresh);
        assertThat(journal(fresh)).as("what stood before it went on").isEqualTo(before);
        assertThat(cluster.performances().unexplained()).isEmpty();
    }

    /** Of the two replicas, in the order in which their first epochs were given. */
    private static List<Long> epochs() throws Exception {
        String id =
                java.nio.file.Files.readString(folder.resolve("one/replica-id")).strip();
        return List.of(cluster.database().count("SELECT epoch FROM replica WHERE id = '" + id + "'"));
    }

    private static String journal(String... without) throws Exception {
        return String.join(
                "\n",
                cluster.database()
                        .texts("SELECT run || ' ' || count(*) || ' ' || md5(string_agg(j::text, '/' ORDER BY seq))"
                                + " FROM journal j WHERE run::text <> ALL ('{" + String.join(",", without)
                                + "}') GROUP BY run ORDER BY run"));
    }

    @Test
    void a_replica_that_is_asked_to_stop_hands_over_its_runs_at_once() throws Exception {
        List<String> runs = atWork(cluster.one(), Shape.LONG, 20);
        String key = UUID.randomUUID().toString();
        String last = submit(cluster.one(), Shape.CHAIN, key);
        cluster.performances().lost(cluster.one().pid());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            try {
                cluster.one().terminate();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long begun = System.nanoTime();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !begun(cluster.two(), runs).isEmpty());
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("asked to stop: the first runs taken over after " + time.toMillis() + " ms");
        assertThat(time).isLessThan(Duration.ofSeconds(6));
        stopped.get(60, TimeUnit.SECONDS);
        for (String run : Stream.concat(runs.stream(), Stream.of(last)).toList()) {
            awaitStatus(cluster.two(), run, "succeeded");
        }
        assertThat(submit(cluster.two(), Shape.CHAIN, key)).isEqualTo(last);
        assertThat(cluster.database().count("""
                SELECT count(*) FROM (SELECT FROM journal WHERE kind = 'outcome' GROUP BY run, task, key HAVING count(*) > 1) twice""")).isZero();
    }

    @Test
    void a_run_whose_acceptance_was_answered_is_there_though_the_replica_is_killed_at_once() throws Exception {
        String key = UUID.randomUUID().toString();
        String run = submit(cluster.one(), Shape.CHAIN, key);
        cluster.kill(cluster.one());

        assertThat(submit(cluster.two(), Shape.CHAIN, key)).isEqualTo(run);
        awaitStatus(cluster.two(), run, "succeeded");
        HttpResponse<String> other =
                cluster.two().call("POST", "/api/v1/runs", Shape.FAN_OUT.request(), Map.of("Idempotency-Key", key));
        assertThat(other.statusCode()).isEqualTo(409);
    }

    @Test
    void commands_reach_the_owner_through_any_replica() throws Exception {
        String cancelled = atWork(cluster.one(), Shape.CANCELLED, 1).getFirst();
        tell(cluster.two(), cancelled, "cancel");
        awaitStatus(cluster.one(), cancelled, "cancelled");

        String paused = atWork(cluster.one(), Shape.PAUSED, 1).getFirst();
        tell(cluster.two(), paused, "pause");
        awaitStatus(cluster.two(), paused, "waiting");
        tell(cluster.two(), paused, "resume");
        awaitStatus(cluster.two(), paused, "succeeded");
    }

    @Test
    void a_run_without_an_owner_takes_what_it_is_told_once() throws Exception {
        String run = submit(cluster.one(), Shape.APPROVED);
        awaitStatus(cluster.one(), run, "waiting");
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (String decision : List.of("approve", "reject", "approve", "reject")) {
            answers.add(CompletableFuture.supplyAsync(() -> decide(run, decision, answers.size())));
        }
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();
        await().atMost(LONG).until(() -> ended(cluster.two().run(run)));

        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        assertThat(cluster.database()
                        .count("SELECT count(*) FROM journal WHERE kind = 'decision' AND run = '" + run + "'"))
                .isOne();
        assertThat(cluster.database().count("SELECT count(*) FROM command")).isZero();
    }

    private static boolean ended(JsonNode run) {
        return run.path("status").asText().matches("succeeded|failed|cancelled");
    }

    private static int decide(String run, String decision, int number) {
        try {
            return cluster.services()
                    .get(number % 2)
                    .post("/api/v1/runs/" + run + "/approvals/sign", "{\"decision\": \"" + decision + "\"}")
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_cancel_whose_owner_is_dead_sticks() throws Exception {
        String run = atWork(cluster.one(), Shape.CANCELLED, 1).getFirst();
        cluster.one().standStill();
        tell(cluster.two(), run, "cancel");
        tell(cluster.two(), run, "cancel");
        cluster.kill(cluster.one());
        awaitStatus(cluster.two(), run, "cancelled");

        assertThat(begun(cluster.two(), List.of(run))).as("performed again").isEmpty();
        cluster.awaitReady();
        awaitStatus(cluster.one(), run, "cancelled");
        assertThat(cluster.database()
                        .count("SELECT count(*) FROM journal WHERE kind = 'run_ended' AND run = '" + run + "'"))
                .isOne();
    }
}
