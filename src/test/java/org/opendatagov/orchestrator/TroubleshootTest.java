package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opendatagov.orchestrator.support.RestClient;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The workflow troubleshoot_pipeline on the log of a real Spark, with a skewed dataset that it reads and pipelines that wait for it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleshootTest {
    private static final Path FOLDER = Path.of("target", "test-data", "troubleshoot");
    private static final String LOG = "skew_by_data";
    private static final Path SALES = FOLDER.resolve("files/bronze_sales");
    private static final int DELAYED = 5;

    @LocalServerPort
    private int port;

    private RestClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER.resolve("logs"));
        try (InputStream log =
                Objects.requireNonNull(TroubleshootTest.class.getResourceAsStream("/spark/" + LOG + ".gz"))) {
            Files.copy(log, FOLDER.resolve("logs/" + LOG + ".gz"));
        }
        sales();
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add(
                "orchestrator.datasets.allowed-folders", () -> FOLDER.resolve("files") + "," + FOLDER.resolve("logs"));
        registry.add(
                "orchestrator.spark.event-log-dirs",
                () -> FOLDER.resolve("logs").toString());
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    /** Ten partitions by region, of which one holds nine tenths; by day the same rows lie evenly. */
    private static void sales() throws IOException {
        for (int region = 0; region < 10; region++) {
            StringBuilder csv = new StringBuilder("order_number,day,amount\n");
            for (int row = 0; row < (region == 0 ? 8100 : 100); row++) {
                csv.append("o%d-%d,%s,%d%n"
                        .formatted(region, row, LocalDate.of(2026, 1, 1).plusDays(row % 100), row % 977));
            }
            Path folder = Files.createDirectories(SALES.resolve("region=r" + region));
            Files.writeString(folder.resolve("part.csv"), csv);
        }
    }

    @BeforeAll
    void fill() throws Exception {
        client = new RestClient(port);
        client.json("POST", "/lineage", event(LOG, "file", SALES.toString(), "silver_sales"));
        for (int job = 0; job < DELAYED; job++) {
            client.json("POST", "/lineage", event("dashboard_" + job, "warehouse", "silver_sales", "gold_" + job));
        }
    }

    @AfterAll
    void end() {
        client.close();
    }

    private static Map<String, Object> event(String job, String namespace, String input, String output) {
        return Map.of(
                "eventType", "COMPLETE",
                "eventTime", Instant.now().toString(),
                "producer", "https://example.org/test",
                "schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                "run", Map.of("runId", UUID.randomUUID().toString()),
                "job", Map.of("namespace", "etl", "name", job),
                "inputs", List.of(Map.of("namespace", namespace, "name", input)),
                "outputs", List.of(Map.of("namespace", "warehouse", "name", output)));
    }

    private void told(JsonNode run) throws Exception {
        JsonNode found = client.report(run).at("/troubleshooting");

        assertThat(found.at("/diagnoses").findValuesAsText("cause")).contains("data_skew");
        assertThat(found.at("/diagnoses/0/advice").size()).isPositive();
        assertThat(found.at("/bottlenecks/0/dataset").asText()).contains("bronze_sales");
        assertThat(found.at("/delayed_count").asInt()).isEqualTo(DELAYED);
        assertThat(found.at("/skew/skewed").asBoolean()).isTrue();
        assertThat(found.at("/skew/largest_tenth_share").asDouble()).isBetween(0.85, 0.95);
        assertThat(found.at("/skew/partition_by").asText()).contains("day");
        assertThat(found.at("/cost/currency").asText()).isEqualTo("USD");
        assertThat(found.at("/cost/percent").asDouble()).isPositive();
    }

    @Test
    void the_pipelines_name_alone_finds_its_log_and_tells_cause_bottleneck_skew_and_cost() throws Exception {
        JsonNode run = client.run("troubleshoot_pipeline", Map.of("pipeline_id", LOG, "expected_duration", "1s"));

        assertThat(run.at("/levels")).hasSize(3);
        told(run);
        assertThat(client.report(run, "text/markdown"))
                .contains(
                        "## Causes", "## Bottleneck datasets", "## Data skew", "## Cost of a run", "pipelines delayed");
        assertThat(client.report(run, "text/html")).contains("data skew", "bronze_sales");
    }

    @Test
    void a_log_at_a_location_is_analysed_too() throws Exception {
        told(client.run(
                "troubleshoot_pipeline",
                Map.of(
                        "event_log",
                        FOLDER.resolve("logs/" + LOG + ".gz").toString(),
                        "pipeline_id",
                        LOG,
                        "expected_duration",
                        "1s")));
    }

    @Test
    void a_plan_alone_tells_its_causes_and_says_what_is_not_known() throws Exception {
        String plan = """
                Nested Loop  (cost=0.00..250.00 rows=10000 width=8) (actual time=0.010..900.000 rows=1000000 loops=1)
                  ->  Seq Scan on a  (cost=0.00..15.00 rows=1000 width=4) (actual time=0.005..0.200 rows=1000 loops=1)
                  ->  Seq Scan on b  (cost=0.00..15.00 rows=1000 width=4) (actual time=0.001..0.100 rows=1000 loops=1000)
                Planning Time: 0.1 ms
                Execution Time: 950.0 ms
                """;
        JsonNode run = client.json(
                "POST",
                "/runs?wait=60s",
                Map.of("workflow", "troubleshoot_pipeline", "inputs", Map.of("plan", plan, "pipeline_id", LOG)));

        assertThat(run.at("/tasks/0/status").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
        assertThat(client.report(run).at("/troubleshooting/diagnoses").size()).isPositive();
    }
}
