package org.opendatagov.orchestrator.fault;

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
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A replica of the service in a process of its own, with an expert that counts; asked by HTTP as anybody would. */
final class ServiceProcess {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final String name;
    private final List<String> settings;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    private ServiceProcess(Path folder, String name, List<String> settings, Map<String, String> environment, int port)
            throws IOException {
        this.folder = folder;
        this.name = name;
        this.settings = settings;
        this.environment = environment;
        this.port = port;
        this.process = launch();
    }

    /** @param folder common to the replicas: routes, performances, logs; each has its data in a folder of its own there */
    static ServiceProcess start(Path folder, String name, List<String> settings, Map<String, String> environment)
            throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new ServiceProcess(folder, name, settings, environment, free.getLocalPort());
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + CountingExpert.FILE + "=" + performances(folder),
                "-cp",
                System.getProperty("java.class.path"),
                CountingExpert.class.getName(),
                "--server.port=" + port,
                "--orchestrator.data-dir=" + folder.resolve(name),
                "--orchestrator.inbox=" + folder.resolve("inbox"),
                "--orchestrator.routes-dir=" + folder.resolve("routes"),
                "--orchestrator.triggers.enabled=false",
                "--logging.level.root=warn",
                "--logging.level.org.opendatagov=info"));
        command.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Path performances(Path folder) {
        return folder.resolve("performances");
    }

    Path log() {
        return folder.resolve(name + ".log");
    }

    /** The product's own routes, and a workflow that others use. */
    static void routes(Path folder) throws IOException {
        Path shipped = Path.of("routes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve("routes").resolve(shipped.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Files.writeString(folder.resolve("routes/workflows/inner.camel.yaml"), Shape.INNER);
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** With {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** At the end of a test; one that stands still too. */
    void end() {
        process.destroyForcibly();
    }

    /** As an orchestrator of containers ends a replica: a signal that asks it to. */
    void terminate() throws IOException, InterruptedException {
        Signals.send(pid(), "TERM");
        process.waitFor(60, TimeUnit.SECONDS);
    }

    void standStill() throws IOException, InterruptedException {
        Signals.send(pid(), "STOP");
    }

    void goOn() throws IOException, InterruptedException {
        Signals.send(pid(), "CONT");
    }

    void startAgain() throws IOException {
        process = launch();
    }

    void awaitReady() {
        Awaitility.await("service " + name)
                .atMost(Duration.ofMinutes(2))
                .failFast("the service ended, see " + log(), () -> !process.isAlive())
                .until(this::ready);
    }

    boolean ready() {
        try {
            return get("/actuator/health/readiness").statusCode() == 200
                    && get("/api/v1/workflows").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return call("GET", path, "", Map.of());
    }

    HttpResponse<String> post(String path, String body) throws IOException {
        return call("POST", path, body, Map.of());
    }

    JsonNode run(String id) throws IOException {
        return JSON.readTree(get("/api/v1/runs/" + id).body());
    }

    /** By the clock of its process. */
    Instant time() throws IOException {
        String date = get("/api/v1/workflows").headers().firstValue("Date").orElseThrow();
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    HttpResponse<String> call(String method, String path, String body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
