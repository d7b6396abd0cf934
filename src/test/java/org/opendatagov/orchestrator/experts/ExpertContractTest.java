package org.opendatagov.orchestrator.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.RawFiles;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.experts.compliance.ComplianceSettings;
import org.opendatagov.orchestrator.experts.cost.CostSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
import org.opendatagov.orchestrator.spark.EventLogs;
import org.opendatagov.orchestrator.spark.SparkLogFiles;
import org.opendatagov.orchestrator.spark.TestEventLogs;
import org.opendatagov.orchestrator.support.Calls;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;

/** What every action of every expert keeps to; an expert that is added is found and held to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpertContractTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    /** Of actions that need more, or something else, than one dataset. */
    private static final Map<String, Map<String, Object>> OTHER_INPUTS = Map.of(
            "list_pii_datasets", Map.of("scope", Map.of("tags", List.of("gold"))),
            "validate_rules", Map.of("pack", "lgpd"),
            "run_expectation", Map.of("type", "expect_table_row_count_to_be_between", "min_value", 1),
            "identify_bottleneck_datasets", Map.of("pipeline_id", "transform_sales"));

    private static final String PLAN = """
            Seq Scan on customers  (cost=0.00..57.00 rows=1 width=13) (actual time=0.010..120.000 rows=1 loops=1)
              Filter: (email = 'anna@example.org'::text)
              Rows Removed by Filter: 199999
            """;
    private static final Map<String, Object> COMPUTE = Map.of("hours", 4, "executors", 3, "executor_rate", 3.75);
    private static final Map<String, List<Map<String, Object>>> WITHOUT_FILES = Map.of(
            "analyze_execution_plan", List.of(Map.of("plan", PLAN)),
            "suggest_query_optimization", List.of(Map.of("plan", PLAN), Map.of("sql", "SELECT * FROM t")),
            "estimate_compute_cost", List.of(COMPUTE),
            "suggest_resource_optimization", List.of(COMPUTE));

    @TempDir
    static Path folder;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final List<String> files = new ArrayList<>();
    private final List<String> eventLogs = Stream.of("skew_by_data", "skew_by_node", "failures", "sql")
            .map(name -> SparkLogFiles.file(name + ".gz").toString())
            .toList();
    private ExpertRegistry registry = new ExpertRegistry(List.of());

    @BeforeAll
    void experts() throws Exception {
        context.registerBean(
                Datasets.class,
                () -> TestDatasets.in(folder.resolve("data"), folder).datasets());
        context.registerBean(
                EventLogs.class,
                () -> TestEventLogs.in(
                        folder.resolve("logs"), SparkLogFiles.file("").toAbsolutePath()));
        context.registerBean(
                RawFiles.class,
                () -> TestDatasets.in(folder.resolve("raw"), folder).rawFiles());
        TestLineage lineage = TestLineage.create();
        context.registerBean(Catalog.class, lineage::catalog);
        context.registerBean(Lineage.class, lineage::lineage);
        context.registerBean(Clock.class, () -> Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
        context.registerBean(
                CostSettings.class,
                () -> new CostSettings(
                        new ClassPathResource("rules/prices/aws-s3.yaml"),
                        new ClassPathResource("rules/prices/compute.yaml")));
        context.registerBean(ComplianceSettings.class, () -> new ComplianceSettings(folder.resolve("rules")));
        context.scan(ExpertContractTest.class.getPackageName());
        context.refresh();
        registry = new ExpertRegistry(
                List.copyOf(context.getBeansOfType(Expert.class).values()));
        Path sample = folder.resolve("customer_transactions.parquet");
        CustomerTransactions.write(300, sample);
        files.add(sample.toString());
        files.add(write("customers.csv", "customer_id,diagnosis,\"odd | `name`\n\"\n" + rows("%d,asthma,x")));
        files.add(write("empty.csv", "id,name\n"));
        files.add(write("nested.ndjson", rows("{\"id\": %d, \"who\": {\"mail\": \"a@example.org\"}}")));
    }

    @AfterAll
    void close() {
        context.close();
    }

    private static String rows(String row) {
        return IntStream.rangeClosed(1, 80).mapToObj(row::formatted).collect(Collectors.joining("\n"));
    }

    private static String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    Stream<Arguments> actions() {
        return registry.all().stream()
                .flatMap(expert -> expert.actions().stream().map(action -> Arguments.of(expert, action)));
    }

    /** Inputs that an action can be called with: each of the files or logs, and what it takes without them. */
    private List<Map<String, Object>> inputs(ExpertAction action) {
        Map<String, Object> others = OTHER_INPUTS.getOrDefault(action.name(), Map.of());
        List<Map<String, Object>> inputs = new ArrayList<>(WITHOUT_FILES.getOrDefault(action.name(), List.of()));
        if (takes(action, "file_path")) {
            files.forEach(file -> inputs.add(with(others, "file_path", file)));
        } else if (takes(action, "event_log")) {
            eventLogs.forEach(log -> inputs.add(with(others, "event_log", log)));
        }
        return inputs.isEmpty() ? List.of(others) : inputs;
    }

    private static Map<String, Object> with(Map<String, Object> others, String input, String location) {
        Map<String, Object> inputs = new LinkedHashMap<>(others);
        inputs.put(input, location);
        return inputs;
    }

    private static boolean takes(ExpertAction action, String input) {
        return action.inputs().get("properties") instanceof Map<?, ?> properties && properties.containsKey(input);
    }

    private static ExpertReport answer(Expert expert, ExpertAction action, Map<String, Object> inputs) {
        return expert.perform(Calls.of(action.name(), inputs));
    }

    private static void assertValid(Map<String, Object> schema, Object value) {
        JsonNode json = JSON.valueToTree(value);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(JSON.<JsonNode>valueToTree(schema))
                        .validate(json))
                .as("%s", json)
                .isEmpty();
    }

    @Test
    void all_seven_are_there() {
        assertThat(registry.all())
                .extracting(Expert::name)
                .contains(
                        "ComplianceExpert",
                        "CostExpert",
                        "LineageExpert",
                        "PerformanceExpert",
                        "QualityExpert",
                        "SchemaExpert",
                        "SecurityExpert");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_result_is_what_the_action_publishes(Expert expert, ExpertAction action) {
        for (Map<String, Object> inputs : inputs(action)) {
            ExpertReport report = answer(expert, action, inputs);

            assertValid(action.inputs(), inputs);
            assertValid(action.result(), report.result());
            assertThat(report.summary()).isNotBlank().doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void findings_are_complete_and_rest_on_evidence(Expert expert, ExpertAction action) {
        for (Map<String, Object> inputs : inputs(action)) {
            ExpertReport report = answer(expert, action, inputs);
            List<String> evidence = report.evidence().stream().map(Evidence::id).toList();

            assertThat(evidence).doesNotHaveDuplicates();
            assertThat(report.findings()).extracting(Finding::id).doesNotHaveDuplicates();
            assertThat(report.findings()).allSatisfy(finding -> {
                assertThat(finding.evidence()).isNotEmpty().isSubsetOf(evidence);
                assertThat(finding.title()).isNotBlank();
                assertThat(finding.detail()).as(finding.id()).isNotBlank();
                assertThat(finding.reference()).as(finding.id()).isNotBlank();
                if (finding.severity().compareTo(Severity.LOW) > 0) {
                    assertThat(finding.recommendation()).as(finding.id()).isNotBlank();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void equal_input_gives_an_equal_answer(Expert expert, ExpertAction action) {
        for (Map<String, Object> inputs : inputs(action)) {
            ExpertReport first = answer(expert, action, inputs);

            assertThat(JSON.<JsonNode>valueToTree(answer(expert, action, inputs)))
                    .isEqualTo(JSON.<JsonNode>valueToTree(first));
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void wrong_inputs_are_refused_all_at_once_with_their_places(Expert expert, ExpertAction action) {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("no/such", 1);
        List<String> paths = new ArrayList<>(List.of("/no~1such"));
        if (action.inputs().get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, schema) -> {
                wrong.put(String.valueOf(name), "string".equals(type(schema)) ? (Object) 1 : "text");
                paths.add("/" + name);
            });
        }

        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert.perform(Calls.of(action.name(), wrong)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::path).containsExactlyInAnyOrderElementsOf(paths));
    }

    private static String type(Object schema) {
        return schema instanceof Map<?, ?> map ? String.valueOf(map.get("type")) : "";
    }

    @ParameterizedTest
    @MethodSource("actions")
    void what_is_missing_or_unknown_is_named(Expert expert, ExpertAction action) {
        if (takes(action, "file_path") || takes(action, "event_log")) {
            assertThatExceptionOfType(OrchestratorException.class)
                    .isThrownBy(() -> expert.perform(Calls.of(action.name(), Map.of())))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                    .satisfies(e -> assertThat(e.problems())
                            .extracting(Problem::path)
                            .containsAnyOf("/file_path", "/event_log", "/pipeline_id", "/hours"));
        }
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert.perform(Calls.of("no_such_action", Map.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_ACTION))
                .satisfies(e -> assertThat(e.text()).contains(action.name()));
    }
}
