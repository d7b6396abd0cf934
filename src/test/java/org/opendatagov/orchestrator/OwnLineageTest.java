package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
import org.opendatagov.orchestrator.support.EventSink;
import org.opendatagov.orchestrator.support.RestClient;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The whole service tells of its own runs as OpenLineage: its catalogue, and a receiver that is well at first and then is not. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnLineageTest {
    private static final Path FOLDER = Path.of("target", "test-data", "own-lineage");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final EventSink SINK = sink();

    @LocalServerPort
    private int port;

    private RestClient client = new RestClient(0);

    private static EventSink sink() {
        try {
            return new EventSink();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER.resolve("files"));
        CustomerTransactions.write(100, FOLDER.resolve("files/transactions.parquet"));
        Files.writeString(FOLDER.resolve("files/broken.parquet"), "this is no parquet");
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.triggers.enabled", () -> false);
        registry.add(
                "orchestrator.datasets.allowed-folders",
                () -> FOLDER.resolve("files").toString());
        registry.add("orchestrator.openlineage.url", SINK::address);
        registry.add("orchestrator.openlineage.token", () -> "s3cret");
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    @BeforeAll
    void connect() {
        client.close();
        client = new RestClient(port);
    }

    @AfterAll
    void close() {
        client.close();
        SINK.close();
    }

    private static String location(String file) {
        return FOLDER.resolve("files").resolve(file).toString();
    }

    private JsonNode onboard() throws Exception {
        return client.run("onboard_dataset", Map.of("file_path", location("transactions.parquet")));
    }

    private List<JsonNode> events(JsonNode run, int atLeast) {
        String id = run.at("/id").asText();
        await().atMost(SOON).until(() -> SINK.events(id).size() >= atLeast);
        return SINK.events(id);
    }

    private JsonNode job(String name) throws Exception {
        for (JsonNode job : client.get("/jobs?q=" + name).at("/jobs")) {
            if (job.at("/namespace").asText().equals("expert-orchestrator")
                    && job.at("/name").asText().equals(name)) {
                return client.get("/jobs/" + job.at("/id").asText());
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode runOf(String job, JsonNode run) throws Exception {
        for (JsonNode known : job(job).at("/runs")) {
            if (known.at("/id").asText().equals(run.at("/id").asText())) {
                return known;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    @Order(1)
    void an_onboarding_is_told_to_the_receiver_as_the_specification_asks() throws Exception {
        JsonNode run = onboard();

        List<JsonNode> events = events(run, 2);
        assertThat(events).extracting(event -> event.at("/eventType").asText()).containsExactly("START", "COMPLETE");
        for (JsonNode event : events) {
            var read = OpenLineageClientUtils.runEventFromJson(event.toString());
            assertThat(read.getProducer().isAbsolute()).isTrue();
            assertThat(read.getSchemaURL().toString()).contains("/2-0-2/").endsWith("/RunEvent");
            assertThat(read.getRun().getRunId())
                    .isEqualTo(UUID.fromString(run.at("/id").asText()));
            assertThat(read.getJob().getNamespace()).isEqualTo("expert-orchestrator");
            assertThat(read.getJob().getName()).isEqualTo("onboard_dataset");
            assertThat(read.getInputs()).hasSize(1);
            assertThat(read.getInputs().getFirst().getName()).endsWith("files/transactions.parquet");
            assertThat(read.getInputs().getFirst().getFacets().getVersion().getDatasetVersion())
                    .isNotBlank();
        }
        assertThat(Instant.parse(events.getFirst().at("/eventTime").asText()))
                .isEqualTo(Instant.parse(run.at("/started_at").asText()));
        assertThat(Instant.parse(events.getLast().at("/eventTime").asText()))
                .isEqualTo(Instant.parse(run.at("/finished_at").asText()));
        assertThat(SINK.requests())
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer s3cret"));
        assertThat(events.toString()).doesNotContain("email", "ssn", "phone");
    }

    @Test
    @Order(2)
    void the_catalogue_shows_the_workflow_as_a_job_that_reads_the_dataset() throws Exception {
        JsonNode run = onboard();

        await().atMost(SOON)
                .until(() -> runOf("onboard_dataset", run).at("/state").asText().equals("COMPLETE"));
        String dataset = client.get("/datasets?q=transactions.parquet")
                .at("/datasets/0/id")
                .asText();
        assertThat(job("onboard_dataset").at("/inputs")).hasSize(1);
        assertThat(job("onboard_dataset").at("/inputs/0").asText()).isEqualTo(dataset);
        assertThat(job("onboard_dataset").at("/outputs")).isEmpty();
        assertThat(client.get("/datasets?q=transactions.parquet").at("/datasets"))
                .hasSize(1);
    }

    @Test
    @Order(3)
    void a_run_that_fails_on_its_way_is_told_with_the_reason_and_what_it_had_read() throws Exception {
        JsonNode run = client.json(
                "POST",
                "/runs?wait=60s",
                Map.of(
                        "definition",
                        Map.of(
                                "workflow_id",
                                "two_files",
                                "tasks",
                                List.of(
                                        schema("good", "transactions.parquet", List.of()),
                                        schema("bad", "broken.parquet", List.of("good"))))));

        assertThat(run.at("/status").asText()).isEqualTo("failed");
        JsonNode end = events(run, 2).getLast();
        assertThat(end.at("/eventType").asText()).isEqualTo("FAIL");
        assertThat(end.at("/run/facets/errorMessage/message").asText())
                .isEqualTo(run.at("/reason").asText())
                .contains("cannot be read as parquet");
        assertThat(end.at("/inputs")).hasSize(1);
        assertThat(end.at("/inputs/0/name").asText()).endsWith("transactions.parquet");
    }

    private static Map<String, Object> schema(String id, String file, List<String> after) {
        return Map.of(
                "id",
                id,
                "expert",
                "SchemaExpert",
                "action",
                "analyze_schema",
                "depends_on",
                after,
                "inputs",
                Map.of("file_path", location(file)));
    }

    @Test
    @Order(4)
    void a_run_that_read_nothing_is_not_told_of() throws Exception {
        JsonNode unread = client.json(
                "POST",
                "/runs?wait=60s",
                Map.of("workflow", "onboard_dataset", "inputs", Map.of("file_path", location("broken.parquet"))));
        JsonNode next = onboard();

        assertThat(unread.at("/status").asText()).isEqualTo("failed");
        events(next, 2);
        assertThat(SINK.events(unread.at("/id").asText())).isEmpty();
    }

    @Test
    @Order(5)
    void a_receiver_that_hangs_or_is_gone_disturbs_neither_runs_nor_the_catalogue() throws Exception {
        SINK.hangs();
        JsonNode hanging = onboard();
        events(hanging, 1);
        JsonNode meanwhile = onboard();
        SINK.close();
        JsonNode gone = onboard();

        await().atMost(SOON)
                .until(() ->
                        runOf("onboard_dataset", gone).at("/state").asText().equals("COMPLETE"));
        assertThat(runOf("onboard_dataset", meanwhile).at("/state").asText()).isEqualTo("COMPLETE");
        assertThat(runOf("onboard_dataset", hanging).at("/state").asText()).isEqualTo("COMPLETE");
    }
}
