package org.opendatagov.orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The real service in a JVM of its own, with its embedded PostgreSQL, asked over HTTP. */
final class ServiceProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final Path folder;
    private final String address;
    private final double secondsToReady;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServiceProcess(Process process, Path folder, int port) throws Exception {
        this.process = process;
        this.folder = folder;
        this.address = "http://127.0.0.1:" + port;
        this.secondsToReady = awaitReady();
    }

    /**
     * Starts a service and waits until it answers.
     *
     * @param folder holds its data, its inbox and its log
     * @param allowed the folder whose files it may read
     */
    static ServiceProcess start(Path folder, Path allowed, String... jvmOptions) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                productionClassPath(),
                "org.opendatagov.orchestrator.OrchestratorApplication",
                "--server.port=" + port,
                "--orchestrator.data-dir=" + folder.resolve("data"),
                "--orchestrator.inbox=" + folder.resolve("inbox"),
                "--orchestrator.datasets.allowed-folders=" + allowed));
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile());
        return new ServiceProcess(builder.start(), folder, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The class path of this JVM without the tests' own classes. */
    private static String productionClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private double awaitReady() throws Exception {
        long start = System.nanoTime();
        while (!answers()) {
            double waited = (System.nanoTime() - start) / 1e9;
            if (!process.isAlive() || waited > START_LIMIT.toSeconds()) {
                process.destroy();
                throw new IllegalStateException(
                        "the service did not start; see service.log in " + folder.toAbsolutePath());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The port opens a moment before the routes are there: ready is who lists its workflows. */
    private boolean answers() throws InterruptedException {
        try {
            return call("GET", "/api/v1/workflows", "").has("workflows");
        } catch (IOException e) {
            return false;
        }
    }

    double secondsToReady() {
        return secondsToReady;
    }

    long pid() {
        return process.pid();
    }

    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(70))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Asks for the onboarding of a file; answers the run, which need not have ended. */
    JsonNode submit(Path file) throws IOException, InterruptedException {
        JsonNode run = call(
                "POST",
                "/api/v1/runs",
                JSON.writeValueAsString(
                        Map.of("workflow", "onboard_dataset", "inputs", Map.of("file_path", file.toString()))));
        if (!run.has("id")) {
            throw new IllegalStateException("the run was refused: " + run);
        }
        return run;
    }

    /** A run as it is now. */
    JsonNode find(String run) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the service ended; see service.log in " + folder.toAbsolutePath());
        }
        return call("GET", "/api/v1/runs/" + run, "");
    }

    /** Whether a run is over, however it ended. */
    static boolean ended(JsonNode run) {
        return run.path("status").asText().matches("succeeded|failed|cancelled");
    }

    /** The run once it is over. */
    JsonNode awaitEnd(String run) throws IOException, InterruptedException {
        JsonNode now = find(run);
        while (!ended(now)) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            now = find(run);
        }
        return now;
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
