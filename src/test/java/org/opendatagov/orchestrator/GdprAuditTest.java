package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
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

/** The workflow gdpr_audit over a catalogue of 24 personal datasets and 47 pipelines, made through the public API, with known gaps. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GdprAuditTest {
    private static final Path FOLDER = Path.of("target", "test-data", "audit");
    private static final int MASKED = 18;
    private static final int PERSONAL = 24;
    private static final int OTHERS = 3;
    private static final int PIPELINES = 47;
    private static final int ROWS = 240;

    @LocalServerPort
    private int port;

    private RestClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER.resolve("files"));
        for (int number = 0; number < PERSONAL + OTHERS; number++) {
            Files.writeString(FOLDER.resolve("files/" + name(number) + ".csv"), content(number));
        }
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add(
                "orchestrator.datasets.allowed-folders",
                () -> FOLDER.resolve("files").toString());
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    private static String name(int number) {
        return number < PERSONAL ? "people_%02d".formatted(number) : "machines_%02d".formatted(number);
    }

    private static String location(int number) {
        return FOLDER.resolve("files/" + name(number) + ".csv").toString();
    }

    /** 0 to 17 are masked, 18 to 23 hold addresses, 22 and 23 social security numbers too; the others are about machines. */
    private static String content(int number) {
        Random random = new Random(number);
        StringBuilder csv = new StringBuilder();
        if (number >= PERSONAL) {
            csv.append("machine,temperature\n");
        } else if (number < MASKED) {
            csv.append("segment,amount,created\n");
        } else {
            csv.append(number < 22 ? "email,amount,created\n" : "email,ssn,created\n");
        }
        for (int row = 0; row < ROWS; row++) {
            String created = created(number, row).toString();
            if (number >= PERSONAL) {
                csv.append("m")
                        .append(row % 7)
                        .append(',')
                        .append(20 + random.nextInt(60))
                        .append('\n');
            } else if (number < MASKED) {
                csv.append("group ")
                        .append("ABCD".charAt(row % 4))
                        .append(",")
                        .append(10 * (row % 3))
                        .append(",")
                        .append(created)
                        .append('\n');
            } else {
                csv.append("person%d.%d@example-shop.com,".formatted(number, row))
                        .append(
                                number < 22
                                        ? String.valueOf(row % 90)
                                        : "%03d-%02d-%04d"
                                                .formatted(
                                                        100 + random.nextInt(500),
                                                        10 + random.nextInt(80),
                                                        1000 + random.nextInt(8000)))
                        .append(',')
                        .append(created)
                        .append('\n');
            }
        }
        return csv.toString();
    }

    /** Three records of dataset 20 are older than two years. */
    private static LocalDate created(int number, int row) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return number == 20 && row < 3 ? today.minusYears(3) : today.minusDays(30L + (row % 12) * 20L);
    }

    @BeforeAll
    void fill() throws Exception {
        client = new RestClient(port);
        List<Map<String, Object>> items = new ArrayList<>();
        for (int number = 0; number < PERSONAL + OTHERS; number++) {
            items.add(Map.of("file_path", location(number)));
        }
        client.json("POST", "/experts/SchemaExpert/analyze_schema/batch", Map.of("items", items));
        for (int number = 0; number < PERSONAL; number++) {
            client.json("PATCH", "/datasets/" + id(location(number)), declarations(number));
        }
        for (int job = 0; job < PIPELINES; job++) {
            client.json("POST", "/lineage", event(job));
        }
        for (int job : List.of(18, 19, 42)) {
            client.json("PATCH", "/datasets/" + id("report_" + job), Map.of("region", "us-east-1"));
        }
    }

    @AfterAll
    void end() {
        client.close();
    }

    /** 18 and 19 rest on a consent that nobody recorded, 21 has no period; the rest is in order. */
    private static Map<String, Object> declarations(int number) {
        Map<String, Object> declared = new LinkedHashMap<>();
        declared.put("owner", number % 2 == 0 ? "sales" : "support");
        declared.put("region", "eu-west-1");
        declared.put("data_subjects", List.of("customers"));
        declared.put("lawful_basis", number == 18 || number == 19 ? "consent" : "contract");
        if (number != 21) {
            declared.put("retention", "P2Y");
            declared.put("retention_column", "created");
        }
        if (number < MASKED) {
            declared.put("masked_columns", List.of("segment"));
        }
        if (number < 6) {
            declared.put("special_category_condition", "legal_claims");
        }
        return declared;
    }

    private String id(String location) throws Exception {
        JsonNode found = client.get(
                "/datasets?q=" + java.net.URLEncoder.encode(location, java.nio.charset.StandardCharsets.UTF_8));
        return StreamSupport.stream(found.at("/datasets").spliterator(), false)
                .filter(dataset -> dataset.at("/location").asText().endsWith(location)
                        || dataset.at("/name").asText().equals(location))
                .findFirst()
                .orElseThrow(() -> new AssertionError(location + " is not among " + found))
                .at("/id")
                .asText();
    }

    /** A job that makes a report of a dataset; of those with addresses it copies the address, every second time masked. */
    private static Map<String, Object> event(int job) {
        int source = job % PERSONAL;
        String column = source < MASKED ? "segment" : "email";
        boolean masked = job >= PERSONAL;
        Map<String, Object> input = Map.of(
                "namespace",
                "file",
                "name",
                location(source),
                "field",
                column,
                "transformations",
                List.of(Map.of(
                        "type", "DIRECT", "subtype", masked ? "TRANSFORMATION" : "IDENTITY", "masking", masked)));
        Map<String, Object> facet = Map.of(
                "_producer",
                "https://example.org/test",
                "_schemaURL",
                "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json",
                "fields",
                Map.of("who", Map.of("inputFields", List.of(input))));
        return Map.of(
                "eventType", "COMPLETE",
                "eventTime", Instant.now().toString(),
                "producer", "https://example.org/test",
                "schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                "run", Map.of("runId", UUID.randomUUID().toString()),
                "job", Map.of("namespace", "etl", "name", "make_report_" + job),
                "inputs", List.of(Map.of("namespace", "file", "name", location(source))),
                "outputs",
                        List.of(Map.of(
                                "namespace",
                                "warehouse",
                                "name",
                                "report_" + job,
                                "facets",
                                Map.of("columnLineage", facet))));
    }

    @Test
    void the_known_gaps_are_found_and_none_is_invented() throws Exception {
        JsonNode run = client.run("gdpr_audit", Map.of("scope", "all"));
        JsonNode report = client.report(run);
        JsonNode audit = report.at("/audit");

        assertThat(run.at("/tasks"))
                .allSatisfy(task -> assertThat(task.at("/status").asText()).isEqualTo("succeeded"));
        assertThat(audit.at("/datasets")).hasSize(PERSONAL);
        assertThat(audit.at("/datasets"))
                .noneMatch(dataset -> dataset.at("/name").asText().startsWith("machines"));
        assertThat(audit.at("/by_sensitivity/high").asInt()).isEqualTo(8);
        assertThat(audit.at("/pipelines_traced").asInt()).isEqualTo(PIPELINES);
        assertThat(audit.at("/transfers")).hasSize(3);
        assertThat(audit.at("/transfers").findValuesAsText("masked"))
                .containsExactlyInAnyOrder("false", "false", "true");
        assertThat(open(audit, "Art. 5(1)(e)")).containsExactly("people_20");
        assertThat(open(audit, "Art. 6(1), 7(1)")).containsExactly("people_18", "people_19");
        assertThat(open(audit, "Art. 25(1), 32(1)(a)"))
                .containsExactlyInAnyOrder(
                        "people_18", "people_19", "people_20", "people_21", "people_22", "people_23");
        assertThat(status(audit, "people_21", "retention")).isEqualTo("undeclared");
        assertThat(report.at("/highlights").findValuesAsText("text"))
                .contains(
                        "24 personal datasets, 8 of high sensitivity", "47 pipelines traced, 3 cross-border transfers");
    }

    private static List<String> open(JsonNode audit, String article) {
        return StreamSupport.stream(audit.at("/articles").spliterator(), false)
                .filter(line -> line.at("/article").asText().equals(article))
                .flatMap(line -> StreamSupport.stream(line.at("/datasets").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    private static String status(JsonNode audit, String name, String topic) {
        return StreamSupport.stream(audit.at("/datasets").spliterator(), false)
                .filter(dataset -> dataset.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/" + topic)
                .asText();
    }

    @Test
    void a_scope_is_all_that_is_audited_and_every_form_tells_it() throws Exception {
        JsonNode run = client.run("gdpr_audit", Map.of("scope", Map.of("owner", "support")));

        assertThat(client.report(run).at("/audit/datasets")).hasSize(PERSONAL / 2);
        assertThat(client.report(run, "text/csv").lines())
                .hasSizeGreaterThan(1 + 4 * PERSONAL / 2)
                .first()
                .isEqualTo("dataset,name,owner,region,sensitivity,classes,article,topic,status,detail");
        assertThat(client.report(run, "text/markdown")).contains("## By article", "## By dataset", "people_19");
        assertThat(client.report(run, "text/html"))
                .contains("By article", "people_19")
                .doesNotContain("person19.");
    }

    @Test
    void a_run_that_is_no_audit_has_no_csv() throws Exception {
        JsonNode run = client.run("onboard_dataset", Map.of("file_path", location(PERSONAL)));

        assertThat(client.send("GET", "/runs/" + run.at("/id").asText() + "/report", Map.of(), "text/csv")
                        .statusCode())
                .isEqualTo(406);
    }
}
