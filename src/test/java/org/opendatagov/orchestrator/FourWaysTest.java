package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.report.ComparableReport;
import org.opendatagov.orchestrator.samples.People;
import org.opendatagov.orchestrator.support.S3Proxy;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The whole service with every route that it has: one dataset brought by each way gives one report. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FourWaysTest {
    private static final Path FOLDER = Path.of("target", "test-data", "four-ways");
    private static final Path FILE = FOLDER.resolve("files/people.parquet");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final S3Proxy SERVER = server();

    @LocalServerPort
    private int port;

    @Autowired
    private CamelContext camel;

    private static S3Proxy server() {
        try {
            return S3Proxy.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void close() throws IOException {
        SERVER.close();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        People.write(System.nanoTime(), 1000, FILE);
        SERVER.settings("landing").forEach((key, value) -> registry.add(key, () -> value));
        // Its route is made of a template; no expert asks it.
        // A model that no expert asks: its routes are there.
        registry.add("orchestrator.models.idle.provider", () -> "ollama");
        registry.add("orchestrator.models.idle.model", () -> "none");
        registry.add("orchestrator.data-dir", FOLDER.resolve("data")::toString);
        registry.add("orchestrator.inbox", FOLDER.resolve("inbox")::toString);
        registry.add("orchestrator.triggers.period", () -> 200);
        registry.add("orchestrator.triggers.settle-time", () -> 500);
        registry.add("orchestrator.datasets.allowed-folders", FOLDER.resolve("files")::toString);
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    private JsonNode ask(HttpRequest.Builder request, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(
                            request.uri(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return JSON.readTree(body);
        }
    }

    private JsonNode get(String path) throws Exception {
        return ask(HttpRequest.newBuilder(), path);
    }

    private JsonNode byRest(String location) throws Exception {
        String body =
                JSON.writeValueAsString(Map.of("workflow", "onboard_dataset", "inputs", Map.of("file_path", location)));
        JsonNode run = ask(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                "/api/v1/runs?wait=60s");
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("succeeded");
        return get("/api/v1/runs/" + run.path("id").asText() + "/report");
    }

    private JsonNode byUpload() throws Exception {
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.parquet\"\r\n\r\n";
        JsonNode kept = ask(
                HttpRequest.newBuilder()
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                BodyPublishers.ofFile(FILE),
                                BodyPublishers.ofString("\r\n--b--\r\n"))),
                "/api/v1/datasets");
        return byRest(kept.path("file_path").asText());
    }

    private JsonNode byBucket() throws Exception {
        try (var client = SERVER.client()) {
            client.createBucket(request -> request.bucket("landing"));
            client.putObject(request -> request.bucket("landing").key("daily/people.parquet"), FILE);
        }
        String path = "/api/v1/runs?status=succeeded&q=landing";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(path).at("/runs/0").has("id"));
        return get("/api/v1/runs/" + get(path).at("/runs/0/id").asText() + "/report");
    }

    private static JsonNode byInbox() throws Exception {
        Files.copy(FILE, Files.createDirectories(FOLDER.resolve("inbox")).resolve("people.parquet"));
        return awaitReport(FOLDER.resolve("reports"));
    }

    /** The report's JSON in a folder; the page is written last. */
    private static JsonNode awaitReport(Path folder) throws IOException {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !files(folder, ".html").isEmpty());
        return JSON.readTree(files(folder, ".json").getFirst().toFile());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /** A process of its own, as from a shell. */
    private static JsonNode byCommand() throws Exception {
        Path own = FOLDER.resolve("one-shot").toAbsolutePath();
        Path said = Files.createDirectories(own).resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx500m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.opendatagov.orchestrator.OrchestratorApplication",
                        "onboard",
                        FILE.toString(),
                        "--orchestrator.data-dir=" + own.resolve("data"),
                        "--orchestrator.inbox=" + own.resolve("inbox"),
                        "--spring.datasource.url=" + TestDatabase.createUrl(),
                        "--spring.datasource.username=postgres")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(said).content().contains("schema_analysis", "# Onboard dataset", "Written to reports/");
        return awaitReport(own.resolve("reports"));
    }

    @Test
    void one_dataset_has_one_report_whichever_way_it_came() throws Exception {
        JsonNode report = byRest(FILE.toString());
        JsonNode expected = ComparableReport.of(report);

        assertThat(ComparableReport.of(byUpload())).as("uploaded").isEqualTo(expected);
        assertThat(ComparableReport.of(byInbox())).as("from the inbox").isEqualTo(expected);
        assertThat(ComparableReport.of(byBucket())).as("from a bucket").isEqualTo(expected);
        assertThat(ComparableReport.of(byCommand())).as("by one shot").isEqualTo(expected);
        assertThat(ComparableReport.of(byRest(FILE.toString())))
                .as("a second time")
                .isEqualTo(expected);

        assertThat(report.at("/schema/rows").asInt()).isEqualTo(1000);
        assertThat(report.path("columns")).hasSize(13);
        assertThat(report.path("personal").findValuesAsText("column"))
                .contains("first_name", "last_name", "email", "gender", "ip_address", "cc", "birthdate")
                .doesNotContain("id", "salary", "country", "title");
        assertThat(sum(report.at("/cost/lines")))
                .isEqualByComparingTo(report.at("/cost/total").asText());
        assertThat(report.at("/experts/1/summary").asText()).contains("all hold");
    }

    private static BigDecimal sum(JsonNode lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            sum = sum.add(new BigDecimal(line.path("amount").asText()));
        }
        return sum;
    }

    @Test
    void every_route_that_is_shipped_is_started() {
        List<String> running = camel.getRoutes().stream()
                .filter(route ->
                        camel.getRouteController().getRouteStatus(route.getId()).isStarted())
                .map(Route::getId)
                .toList();

        assertThat(camel.getRoutes()).hasSameSizeAs(running);
        assertThat(RoutesTest.routes())
                .filteredOn(shipped -> !List.of("expert-instance", "model").contains(shipped.id()))
                .allMatch(shipped -> running.contains(shipped.id()) || running.contains(shipped.id() + "@1"));
        assertThat(running).contains("trigger-s3", "trigger-inbox").anyMatch(id -> id.startsWith("s3-listing-source"));
        assertThat(camel.getRoutes())
                .extracting(route -> route.getEndpoint().getEndpointUri())
                .contains("direct://expert-SchemaExpert", "direct://expert-LineageExpert", "direct://model-idle");
    }
}
