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
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.experts.cost.CostSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
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

    @TempDir
    static Path folder;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final List<String> files = new ArrayList<>();
    private ExpertRegistry registry = new ExpertRegistry(List.of());

    @BeforeAll
    void experts() throws Exception {
        context.registerBean(
                Datasets.class,
                () -> TestDatasets.in(folder.resolve("data"), folder).datasets());
        context.registerBean(Catalog.class, TestCatalogs::create);
        context.registerBean(Clock.class, () -> Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
        context.registerBean(
                CostSettings.class, () -> new CostSettings(new ClassPathResource("rules/prices/aws-s3.yaml")));
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

    private ExpertReport answer(Expert expert, ExpertAction action, String file) {
        return expert.perform(Calls.of(action.name(), Map.of("file_path", file)));
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
    void all_six_are_there() {
        assertThat(registry.all())
                .extracting(Expert::name)
                .contains(
                        "ComplianceExpert",
                        "CostExpert",
                        "LineageExpert",
                        "QualityExpert",
                        "SchemaExpert",
                        "SecurityExpert");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_result_is_what_the_action_publishes(Expert expert, ExpertAction action) {
        for (String file : files) {
            ExpertReport report = answer(expert, action, file);

            assertValid(action.inputs(), Map.of("file_path", file));
            assertValid(action.result(), report.result());
            assertThat(report.summary()).isNotBlank().doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void findings_are_complete_and_rest_on_evidence(Expert expert, ExpertAction action) {
        for (String file : files) {
            ExpertReport report = answer(expert, action, file);
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
        for (String file : files) {
            ExpertReport first = answer(expert, action, file);

            assertThat(JSON.<JsonNode>valueToTree(answer(expert, action, file)))
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
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert.perform(Calls.of(action.name(), Map.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::path).contains("/file_path"));
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert.perform(Calls.of("no_such_action", Map.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_ACTION))
                .satisfies(e -> assertThat(e.text()).contains(action.name()));
    }
}
