package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
import org.opendatagov.orchestrator.support.BadFiles;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** Whatever it is given, the service stays up: it answers a clear error or a right report, and shows no path, no value and no stack trace. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final Path FOLDER = Path.of("target", "test-data", "bad-input");
    private static final Path FILES = FOLDER.resolve("files");
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FILES);
        BadFiles bad = new BadFiles(FILES);
        bad.parquet();
        bad.text();
        bad.odd();
        CustomerTransactions.write(500, FILES.resolve("good.parquet"));
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add("orchestrator.datasets.allowed-folders", FILES::toString);
        registry.add("orchestrator.datasets.staging-limit", () -> "100MB");
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    private HttpResponse<String> ask(String location, String wait) throws Exception {
        String body =
                JSON.writeValueAsString(Map.of("workflow", "onboard_dataset", "inputs", Map.of("file_path", location)));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/runs?wait=" + wait))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private JsonNode run(String id) throws Exception {
        return JSON.readTree(get("/api/v1/runs/" + id));
    }

    private JsonNode submitted(String name) throws Exception {
        HttpResponse<String> answer = ask(FILES.resolve(name).toString(), "0s");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return JSON.readTree(answer.body());
    }

    private JsonNode ended(JsonNode run) {
        String id = run.get("id").asText();
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> run(id), now -> now.get("status").asText().matches("succeeded|failed"));
    }

    private JsonNode onboard(String name) throws Exception {
        return ended(submitted(name));
    }

    /** Neither an answer nor the log tells where the service lies, what a file holds, or where the code was. */
    private static void assertDiscreet(String text) {
        assertThat(text)
                .doesNotContain(
                        BadFiles.PERSONAL, Path.of("").toAbsolutePath().toString(), "\tat ", "Exception", "duckdb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            empty.parquet            | unreadable_dataset | it is empty
            text.parquet             | unreadable_dataset | does not end as a Parquet file
            half.parquet             | unreadable_dataset | does not end as a Parquet file
            no-footer.parquet        | unreadable_dataset | does not end as a Parquet file
            magic-only.parquet       | unreadable_dataset | damaged
            wrong-magic.parquet      | unreadable_dataset | does not end as a Parquet file
            encrypted.parquet        | unreadable_dataset | encrypted
            footer-too-long.parquet  | unreadable_dataset | damaged
            footer-too-short.parquet | unreadable_dataset | damaged
            footer-none.parquet      | unreadable_dataset | damaged
            footer-flipped.parquet   | unreadable_dataset | damaged
            pages-flipped.parquet    | unreadable_dataset | damaged
            empty.csv                | unreadable_dataset | it is empty
            empty.csv.gz             | unreadable_dataset | it is empty
            empty.ndjson             | unreadable_dataset | it is empty
            plain.csv.gz             | unreadable_dataset | compression is cut off or damaged
            cut.csv.gz               | unreadable_dataset | compression is cut off or damaged
            wrong-sum.csv.gz         | unreadable_dataset | compression is cut off or damaged
            cut.csv.zst              | unreadable_dataset | compression is cut off or damaged
            open-quote.csv           | unreadable_dataset | a quote that is never closed
            zeros.csv                | unreadable_dataset | NUL character
            nul-label.csv            | unreadable_dataset | label of column 1 holds a NUL character
            long-line.csv            | unreadable_dataset | longer than 2,000,000 bytes
            broken.ndjson            | unreadable_dataset | line 2
            twice.ndjson             | unreadable_dataset | a key twice
            deep.ndjson              | unreadable_dataset | nests deeper than 500 levels
            no-utf-8.ndjson          | unreadable_dataset | not UTF-8
            bomb.ndjson.gz           | limit_reached      | orchestrator.datasets.staging-limit
            """)
    void what_cannot_be_read_fails_its_run_with_what_is_wrong(
            String name, String code, String words, CapturedOutput output) throws Exception {
        int before = output.getAll().length();
        JsonNode run = onboard(name);
        String report = get("/api/v1/runs/" + run.get("id").asText() + "/report");

        assertThat(run.get("status").asText()).isEqualTo("failed");
        JsonNode error = run.get("tasks").get(0).get("error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).contains(name, words);
        assertThat(report).contains(words);
        assertDiscreet(run + report + output.getAll().substring(before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ragged.csv          | 2     | 3
            no-rows.csv         | 0     | 3
            no-rows.parquet     | 0     | 4
            names.csv           | 2     | 7
            same-names.csv      | 2     | 3
            nested.parquet      | 100   | 6
            all-null.csv        | 3     | 2
            malformed-value.csv | 30001 | 2
            no-utf-8.csv        | 3     | 2
            nul-values.csv      | 3     | 2
            wide.csv            | 20    | 2000
            """)
    void what_is_odd_but_right_is_reported(String name, long rows, int columns, CapturedOutput output)
            throws Exception {
        int before = output.getAll().length();
        JsonNode run = onboard(name);
        String report = get("/api/v1/runs/" + run.get("id").asText() + "/report");

        assertThat(run.get("status").asText()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.get("tasks").get(0).get("summary").asText())
                .startsWith("%,d rows, %d columns".formatted(rows, columns));
        assertDiscreet(run + report + output.getAll().substring(before));
    }

    @ParameterizedTest
    @CsvSource({
        "none.csv, dataset_not_found",
        "../files/good.parquet, forbidden_location",
        "pipe.csv, forbidden_location",
        "out.csv, forbidden_location",
        "zero.csv, forbidden_location",
        "nothing, dataset_not_found",
        "notes.txt, unreadable_dataset"
    })
    void what_lies_where_nothing_may_be_read_is_refused_at_once(String name, String code) throws Exception {
        prepare();
        HttpResponse<String> answer = ask(FILES.resolve(name).toString(), "0s");

        assertRefused(answer, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "http://127.0.0.1/a.csv", "file:///etc/passwd", "/dev/zero", "", "upload:../a.csv"
            })
    void other_places_and_protocols_are_refused_at_once(String location) throws Exception {
        assertRefused(ask(location, "0s"), "forbidden_location");
    }

    private static void assertRefused(HttpResponse<String> answer, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        JsonNode error = JSON.readTree(answer.body()).get("errors").get(0);
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("path").asText()).isEqualTo("/inputs/file_path");
        assertDiscreet(answer.body());
    }

    private static void prepare() throws Exception {
        if (!Files.exists(FILES.resolve("pipe.csv"))) {
            new ProcessBuilder("mkfifo", FILES.resolve("pipe.csv").toString())
                    .start()
                    .waitFor();
            Path outside =
                    Files.writeString(FOLDER.resolve("outside.csv"), "a\n1\n").toAbsolutePath();
            Files.createSymbolicLink(FILES.resolve("out.csv"), outside);
            Files.createSymbolicLink(FILES.resolve("zero.csv"), Path.of("/dev/zero"));
            Files.createDirectories(FILES.resolve("nothing"));
            Files.writeString(FILES.resolve("notes.txt"), "x");
        }
    }

    @Test
    void a_file_that_changes_or_goes_under_its_run_fails_the_task_that_notices() throws Exception {
        for (String name : List.of("appended.csv", "deleted.csv")) {
            Path file = FILES.resolve(name);
            Files.writeString(file, "id,name\n" + (name + ",some text\n").repeat(500_000));
            long staged = staged();
            JsonNode run = submitted(name);
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> staged() > staged);
            if (name.equals("deleted.csv")) {
                Files.delete(file);
            } else {
                Files.writeString(file, "x,y\n", StandardOpenOption.APPEND);
            }
            JsonNode error = ended(run).get("tasks").get(0).get("error");
            assertThat(error.get("code").asText()).isEqualTo("dataset_changed");
        }
    }

    private static long staged() throws Exception {
        try (var files = Files.walk(FOLDER.resolve("data/staging"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void good_runs_end_well_beside_bad_ones() throws Exception {
        List<JsonNode> good = new ArrayList<>();
        List<JsonNode> bad = new ArrayList<>();
        for (String name :
                List.of("half.parquet", "bomb.ndjson.gz", "cut.csv.gz", "deep.ndjson", "pages-flipped.parquet")) {
            bad.add(submitted(name));
            String copy = "beside-" + name.replaceAll("\\..*", "") + ".parquet";
            CustomerTransactions.write(600 + good.size(), FILES.resolve(copy));
            good.add(submitted(copy));
        }
        assertThat(good)
                .allSatisfy(run -> assertThat(ended(run).get("status").asText()).isEqualTo("succeeded"));
        assertThat(bad)
                .allSatisfy(run -> assertThat(ended(run).get("status").asText()).isEqualTo("failed"));
    }

    @Test
    void a_bad_file_in_the_inbox_is_reported_and_the_next_is_taken() throws Exception {
        Path inbox = Files.createDirectories(FOLDER.resolve("inbox"));
        Files.copy(FILES.resolve("half.parquet"), inbox.resolve("bad.parquet"), StandardCopyOption.REPLACE_EXISTING);
        new ProcessBuilder("mkfifo", inbox.resolve("pipe.csv").toString())
                .start()
                .waitFor();
        Files.writeString(inbox.resolve("good.csv"), "id,city\n1,Lisbon\n2,Porto\n");
        Path reports = FOLDER.resolve("reports");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> report(reports, "good").contains("succeeded")
                        && report(reports, "bad").contains("failed"));

        assertThat(report(reports, "bad")).contains("does not end as a Parquet file");
        assertDiscreet(report(reports, "bad"));
    }

    private static String report(Path reports, String name) throws Exception {
        if (!Files.isDirectory(reports)) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(reports)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(name + ".*[.]json"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
