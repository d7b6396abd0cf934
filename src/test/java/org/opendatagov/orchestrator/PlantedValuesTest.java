package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendatagov.orchestrator.PlantedValues.Person;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Personal values stay in: plants people in every kind of column and of failure, drives all of it by REST and the inbox, and searches all
 * that leaves the service. A location is the caller's own word and may be repeated to that caller; no value is planted in one but in a
 * folder of a partition.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class PlantedValuesTest {
    private static final Path FOLDER = Path.of("target", "test-data", "planted");
    private static final Path FILES = FOLDER.resolve("files");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Person> PEOPLE = new PlantedValues().people(40);

    /** What is asked of each file beside the workflow's tasks. */
    private static final List<String> DIRECT = List.of(
            "QualityExpert/verify_anonymization",
            "QualityExpert/check_data_skew",
            "ComplianceExpert/validate_hipaa",
            "ComplianceExpert/validate_lgpd",
            "ComplianceExpert/validate_data_retention",
            "ComplianceExpert/assess_dpia");

    private final Map<String, String> sinks = new LinkedHashMap<>();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FILES);
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add("orchestrator.datasets.allowed-folders", FILES::toString);
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        request.setHeader("Content-Type", "application/json");
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            sinks.merge(
                    "the answer to " + method + " " + path.replaceAll("\\?.*", ""),
                    answer.body() + answer.headers().map(),
                    String::concat);
            return answer;
        }
    }

    @Test
    void every_form_of_a_planted_value_would_be_found() {
        for (Person person : PEOPLE) {
            List<String> forms = new ArrayList<>(PlantedValues.forms(person.born()));
            person.texts().forEach(text -> forms.addAll(PlantedValues.forms(text)));
            for (String form : forms) {
                String written =
                        "1970-01-01 00:00:00.1234567\t{\"value\":" + form.replace(PlantedValues.ROUNDED, "62E9") + "}";
                assertThat(PlantedValues.found(List.of(person), "a line", written))
                        .as(form)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void no_planted_value_is_in_anything_that_leaves(CapturedOutput output) throws Exception {
        List<String> names = new PlantedFiles(FILES, PEOPLE).write();
        List<String> outcomes = new ArrayList<>();
        for (String name : names) {
            outcomes.add(name + " " + onboard(FILES.resolve(name) + (name.endsWith("/") ? "/" : "")));
        }
        drop();
        wrongRequests();
        for (String action : List.of(
                "SecurityExpert/list_pii_datasets",
                "QualityExpert/verify_anonymization",
                "ComplianceExpert/validate_data_retention")) {
            send("POST", "/api/v1/experts/" + action, "{\"scope\": \"all\"}");
        }
        for (String path :
                List.of("/api/v1/datasets?limit=100", "/api/v1/runs", "/api/v1/experts", "/api/v1/workflows")) {
            send("GET", path, "");
        }
        sinks.put("the database", TestDatabase.dump());
        sinks.put("the log", output.getAll());

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.endsWith("succeeded"))
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(outcomes).filteredOn(outcome -> outcome.endsWith("failed")).hasSize(2);
        assertThat(sinks.get("the database")).contains("texts.csv", "birth_date", "us_ssn");
        List<String> leaks = new ArrayList<>();
        sinks.forEach((sink, content) -> leaks.addAll(PlantedValues.found(PEOPLE, sink, content)));
        assertThat(leaks).isEmpty();
    }

    private String onboard(String location) throws Exception {
        String body =
                JSON.writeValueAsString(Map.of("workflow", "onboard_dataset", "inputs", Map.of("file_path", location)));
        JsonNode run = JSON.readTree(send("POST", "/api/v1/runs?wait=60s", body).body());
        String id = run.path("id").asText();
        for (String accept : List.of("application/json", "text/markdown", "text/html")) {
            send("GET", "/api/v1/runs/" + id + "/report", "", "Accept", accept);
        }
        send("GET", "/api/v1/runs/" + id, "");
        for (String action : DIRECT) {
            send("POST", "/api/v1/experts/" + action, JSON.writeValueAsString(Map.of("file_path", location)));
        }
        return run.path("status").asText();
    }

    /** The same files through the inbox; their reports are files. */
    private void drop() throws IOException {
        Files.createDirectories(FOLDER.resolve("inbox"));
        for (String name :
                List.of("texts.csv", "obscure.csv", "ragged.csv", "torn.ndjson", "labels.parquet", "headless.csv")) {
            byte[] content = Files.readAllBytes(FILES.resolve(name));
            Files.write(FOLDER.resolve("inbox").resolve("dropped-" + name), content);
        }
        Path reports = FOLDER.resolve("reports");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> Files.isDirectory(reports) && reports(reports).size() >= 18);
        for (Path report : reports(reports)) {
            sinks.put("the report " + report.getFileName(), Files.readString(report));
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".part")).toList();
        }
    }

    private void wrongRequests() throws Exception {
        String runs = "/api/v1/runs";
        for (String value : PEOPLE.getFirst().texts()) {
            String quoted = JSON.writeValueAsString(value);
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            send("POST", runs, "{\"ssn\": " + value);
            send(
                    "POST",
                    runs,
                    "{\"workflow\": \"onboard_dataset\", \"inputs\": {\"file_path\": \"a.csv\", \"ssn\": " + quoted
                            + "}}");
            send(
                    "POST",
                    runs,
                    "{\"workflow\": \"onboard_dataset\", \"inputs\": {\"file_path\": {\"ssn\": " + quoted + "}}}");
            send("POST", runs, "{\"workflow\": \"onboard_dataset\", \"inputs\": " + quoted + "}");
            send("POST", runs, "{\"workflow\": [" + quoted + "], \"inputs\": {}, \"more\": " + quoted + "}");
            send("POST", runs, "{\"workflow\": " + quoted + ", \"inputs\": {}}");
            send("POST", runs, quoted);
            send("POST", runs + "?wait=" + encoded, "{}");
            send("POST", runs, "{}", "Idempotency-Key", value + "\t");
            send("GET", runs + "?status=" + encoded, "");
            send("GET", runs + "?cursor=" + encoded, "");
            send("GET", runs + "/" + encoded.replace("+", "%20"), "");
            send("GET", "/api/v1/" + encoded.replace("+", "%20"), "");
            send("GET", runs, "", "Accept", value);
            wrongDatasets(value, quoted);
        }
    }

    private void wrongDatasets(String value, String quoted) throws Exception {
        JsonNode known = JSON.readTree(send("GET", "/api/v1/datasets", "").body());
        String dataset = "/api/v1/datasets/" + known.at("/datasets/0/id").asText();
        send("PATCH", dataset, "{\"retention\": " + quoted + ", \"lawful_basis\": " + quoted + "}");
        send("PATCH", dataset, "{\"schedule\": {\"runs_per_month\": " + quoted + "}, \"owner\": [" + quoted + "]}");
        send("PATCH", "/api/v1/datasets/0000", "{\"owner\": " + quoted + "}");
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--x--\r\n";
        send(
                "POST",
                "/api/v1/datasets",
                form.formatted("a.txt", value),
                "Content-Type",
                "multipart/form-data; boundary=x");
        send("POST", "/api/v1/datasets", value, "Content-Type", "multipart/form-data; boundary=x");
        HttpResponse<String> uploaded = send(
                "POST",
                "/api/v1/datasets",
                form.formatted("a.csv", "id,mail\n1," + value + "\n2," + value + "\n"),
                "Content-Type",
                "multipart/form-data; boundary=x");
        assertThat(onboard(JSON.readTree(uploaded.body()).path("file_path").asText()))
                .isEqualTo("succeeded");
    }
}
