package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The whole service with its own routes and experts, over HTTP and through the inbox. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceTest {
    private static final Path FOLDER = Path.of("target", "test-data", "service");
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private CamelContext camel;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER.resolve("files"));
        CustomerTransactions.write(500, FOLDER.resolve("files/transactions.parquet"));
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add(
                "orchestrator.datasets.allowed-folders",
                () -> FOLDER.resolve("files").toString());
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private JsonNode onboard(String location) throws Exception {
        String body = JSON.writeValueAsString(
                java.util.Map.of("workflow", "onboard_dataset", "inputs", java.util.Map.of("file_path", location)));
        HttpResponse<String> answer = send("POST", "/api/v1/runs?wait=60s", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String location(String file) {
        return FOLDER.resolve("files").resolve(file).toString();
    }

    @Test
    void a_dataset_is_onboarded_and_its_report_read_in_every_form() throws Exception {
        JsonNode run = onboard(location("transactions.parquet"));

        assertThat(run.get("status").asText()).isEqualTo("succeeded");
        assertThat(run.get("tasks")).hasSize(6);
        String path = "/api/v1/runs/" + run.get("id").asText() + "/report";
        JsonNode report = JSON.readTree(send("GET", path, "").body());
        assertThat(report.get("personal").findValuesAsText("column")).containsExactly("email", "phone", "ssn");
        assertThat(report.get("gaps")).isNotEmpty();
        assertThat(report.get("cost").get("lines")).hasSize(1);
        assertThat(send("GET", path, "", "Accept", "text/markdown").body()).startsWith("# Onboard dataset");
        HttpResponse<String> page = send("GET", path, "", "Accept", "text/html");
        assertThat(page.body()).startsWith("<!DOCTYPE html>").doesNotContain("http://", "https://", "<script");
        assertThat(send("GET", path, "", "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void declarations_close_the_gaps() throws Exception {
        Files.copy(
                FOLDER.resolve("files/transactions.parquet"),
                FOLDER.resolve("files/declared.parquet"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        onboard(location("declared.parquet"));
        JsonNode found = JSON.readTree(
                send("GET", "/api/v1/datasets?q=declared.parquet", "").body());
        String id = found.get("datasets").get(0).get("id").asText();
        String declared = """
                {"owner": "sales", "region": "eu-west-1", "purpose": "billing", "lawful_basis": "contract", "retention": "P20Y",
                 "retention_column": "transaction_time", "data_subjects": ["customers"], "recipients": ["none"], "necessity": "invoices",
                 "security_measures": ["encryption_at_rest"], "upstream": ["orders", "customers"],
                 "privacy_notice": "https://example.org/privacy", "rights_procedure": "privacy desk",
                 "schedule": {"runs_per_month": 30, "hours_per_run": 0.5, "executors": 1, "executor_rate": 3}}""";
        assertThat(send("PATCH", "/api/v1/datasets/" + id, declared).statusCode())
                .isEqualTo(200);
        JsonNode run = onboard(location("declared.parquet"));
        JsonNode report =
                JSON.readTree(send("GET", "/api/v1/runs/" + run.get("id").asText() + "/report", "")
                        .body());

        assertThat(report.get("gaps")).isEmpty();
        assertThat(report.get("upstream").findValuesAsText("dataset")).containsExactly("customers", "orders");
        assertThat(report.get("cost").get("lines").get(1).get("amount").asText())
                .isEqualTo("45");
        HttpResponse<String> wrong =
                send("PATCH", "/api/v1/datasets/" + id, "{\"lawful_basis\": \"hope\", \"colour\": 1}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(wrong.body()).get("errors").findValuesAsText("path"))
                .containsExactlyInAnyOrder("/lawful_basis", "/colour");
    }

    @Test
    void a_file_that_cannot_be_read_fails_its_run_and_says_why() throws Exception {
        Files.writeString(FOLDER.resolve("files/broken.parquet"), "this is no parquet");
        JsonNode run = onboard(location("broken.parquet"));

        assertThat(run.get("status").asText()).isEqualTo("failed");
        assertThat(run.get("reason").asText()).contains("cannot be read as parquet");
        HttpResponse<String> report =
                send("GET", "/api/v1/runs/" + run.get("id").asText() + "/report", "", "Accept", "text/markdown");
        assertThat(report.body()).contains("**failed**", "cannot be read as parquet");
    }

    @Test
    void the_same_idempotency_key_is_the_same_run() throws Exception {
        String body = JSON.writeValueAsString(java.util.Map.of(
                "workflow",
                "onboard_dataset",
                "inputs",
                java.util.Map.of("file_path", location("transactions.parquet"))));
        HttpResponse<String> first = send("POST", "/api/v1/runs", body, "Idempotency-Key", "k1");
        HttpResponse<String> second = send("POST", "/api/v1/runs", body, "Idempotency-Key", "k1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Location"))
                .isEqualTo(second.headers().firstValue("Location"));
        HttpResponse<String> other =
                send("POST", "/api/v1/runs", body.replace("transactions", "x"), "Idempotency-Key", "k1");
        assertThat(other.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "DELETE, /api/v1/workflows, 405",
        "GET, /api/v1/runs/abc, 404",
        "GET, /api/v1/runs?status=odd, 422",
        "GET, /api/v1/datasets/0123456789abcdef, 404",
        "POST, /api/v1/runs, 400",
        "POST, /api/v1/runs?wait=2h, 400"
    })
    void every_error_is_problem_json(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, method.equals("POST") ? "{bad" : "");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("errors")).isNotEmpty();
    }

    @Test
    void a_foreign_host_is_refused() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /api/v1/workflows HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").contains("forbidden_origin");
        }
    }

    @Test
    void a_file_in_the_inbox_is_onboarded_once_and_its_report_lies_beside() throws Exception {
        Files.createDirectories(FOLDER.resolve("inbox"));
        Path file = FOLDER.resolve("inbox/dropped.csv");
        Files.writeString(file, "id,city\n1,Lisbon\n2,Porto\n3,Faro\n");
        Path reports = FOLDER.resolve("reports");
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> pages(reports) > 0);

        assertThat(pages(reports)).isEqualTo(1);
        assertThat(file).exists();
        JsonNode runs =
                JSON.readTree(send("GET", "/api/v1/runs?q=dropped.csv", "").body());
        assertThat(runs.get("runs")).hasSize(1);
    }

    private static long pages(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return 0;
        }
        try (var files = Files.list(reports)) {
            return files.filter(file -> file.toString().endsWith(".html")).count();
        }
    }

    @Test
    void every_route_is_described_says_what_becomes_of_errors_and_is_started() {
        ModelCamelContext model = (ModelCamelContext) camel;
        for (RouteDefinition route : model.getRouteDefinitions()) {
            boolean ours = !Boolean.TRUE.equals(route.isRest())
                    && !Boolean.TRUE.equals(route.isTemplate())
                    && !Boolean.TRUE.equals(route.isKamelet())
                    && !route.getInput().getEndpointUri().startsWith("rest-openapi");
            if (ours) {
                assertThat(route.getRouteId()).isNotBlank();
                assertThat(route.getDescriptionText()).as(route.getRouteId()).isNotBlank();
                boolean configured = route.getRouteConfigurationId() != null || route.isErrorHandlerFactorySet();
                assertThat(configured).as(route.getRouteId()).isTrue();
            }
        }
        for (Route route : camel.getRoutes()) {
            assertThat(camel.getRouteController().getRouteStatus(route.getId()).isStarted())
                    .as(route.getId())
                    .isTrue();
        }
    }
}
