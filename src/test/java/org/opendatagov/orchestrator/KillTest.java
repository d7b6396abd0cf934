package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.samples.CustomerTransactions;

/** Kills a real service with its embedded database left alive, in the middle of runs, and starts it again. */
class KillTest {
    private static final int RUNS = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private int port;

    @AfterEach
    void end() throws Exception {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.opendatagov.orchestrator.OrchestratorApplication",
                        "--server.port=" + port,
                        "--orchestrator.data-dir=" + folder.resolve("data"),
                        "--orchestrator.inbox=" + folder.resolve("inbox"),
                        "--orchestrator.datasets.allowed-folders=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service.log").toFile()))
                .start();
        started.add(process);
        return process;
    }

    private JsonNode call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private void awaitReady(Process process) throws Exception {
        // The port opens a moment before the routes are there.
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("the service ended", () -> !process.isAlive())
                .until(() -> call("GET", "/api/v1/workflows", "").has("workflows"));
    }

    @Test
    void a_killed_service_finishes_its_runs_and_records_no_outcome_twice() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process first = start();
        awaitReady(first);
        List<String> runs = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            Path file = folder.resolve("file-" + number + ".parquet");
            CustomerTransactions.write(20_000 + number, file);
            String body = "{\"workflow\":\"onboard_dataset\",\"inputs\":{\"file_path\":\"%s\"}}".formatted(file);
            JsonNode run = call("POST", "/api/v1/runs", body);
            assertThat(run.has("id")).as(run.toString()).isTrue();
            runs.add(run.get("id").asText());
        }
        first.destroyForcibly().waitFor();
        Set<String> before = outcomes();

        Process second = start();
        awaitReady(second);
        for (String run : runs) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> ended(run));
            assertThat(call("GET", "/api/v1/runs/" + run, "").get("status").asText())
                    .isEqualTo("succeeded");
        }
        Set<String> after = outcomes();
        assertThat(after).hasSize(RUNS * 6).containsAll(before);
        assertThat(attemptsOfRecorded(before))
                .as("tasks recorded before the kill ran once")
                .isEqualTo(before.size());
    }

    private boolean ended(String run) throws Exception {
        return call("GET", "/api/v1/runs/" + run, "").get("status").asText().matches("succeeded|failed");
    }

    private Connection database() throws Exception {
        String port = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .get(3);
        String password =
                Files.readString(folder.resolve("data/postgres.password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/orchestrator", "postgres", password);
    }

    /** Recorded outcomes; a second one of the same task would show as another sequence number. */
    private Set<String> outcomes() throws Exception {
        Set<String> outcomes = new HashSet<>();
        try (Connection connection = database();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT run || '/' || task || '/' || seq FROM journal WHERE kind = 'outcome'")) {
            while (row.next()) {
                outcomes.add(row.getString(1));
            }
        }
        return outcomes;
    }

    private long attemptsOfRecorded(Set<String> before) throws Exception {
        long attempts = 0;
        try (Connection connection = database();
                var statement = connection.prepareStatement(
                        "SELECT count(*) FROM journal_entry WHERE kind = 'attempt' AND run || '/' || task = ?")) {
            for (String outcome : before) {
                statement.setString(1, outcome.substring(0, outcome.lastIndexOf('/')));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    attempts += row.getLong(1);
                }
            }
        }
        return attempts;
    }

    @Test
    void a_service_and_its_database_that_were_both_killed_start_again_with_all_that_was_accepted() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process first = start();
        awaitReady(first);
        String run = approval();
        first.destroyForcibly().waitFor();
        postmaster().destroyForcibly();

        Process second = start();
        awaitReady(second);
        assertThat(call("GET", "/api/v1/runs/" + run, "").get("status").asText())
                .isEqualTo("waiting");
        // Then the database alone.
        postmaster().destroyForcibly();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> call("POST", "/api/v1/runs/" + run + "/approvals/sign", "{\"decision\":\"approve\"}")
                        .has("id"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ended(run));
        assertThat(call("GET", "/api/v1/runs/" + run, "").get("status").asText())
                .isEqualTo("succeeded");
    }

    /** A run that waits for a person. */
    private String approval() throws Exception {
        JsonNode run = call(
                "POST",
                "/api/v1/runs",
                "{\"definition\":{\"workflow_id\":\"ask\",\"tasks\":[{\"id\":\"sign\",\"uses\":\"approval\"}]},\"inputs\":{}}");
        assertThat(run.has("id")).as(run.toString()).isTrue();
        String id = run.get("id").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> call("GET", "/api/v1/runs/" + id, "")
                        .get("status")
                        .asText()
                        .equals("waiting"));
        return id;
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    @Test
    void the_embedded_database_is_durable_and_asks_for_a_password_and_one_service_alone_uses_it() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        awaitReady(start());
        try (Connection connection = database();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
                                + " (SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules)")) {
            row.next();
            assertThat(List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .containsExactly("on", "on", "scram-sha-256");
        }
        port++;
        Process second = start();
        assertThat(second.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(Files.readString(folder.resolve("service.log"))).contains("in use by another running service");
    }
}
