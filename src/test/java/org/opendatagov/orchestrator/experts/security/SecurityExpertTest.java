package org.opendatagov.orchestrator.experts.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.samples.CustomerTransactions;

class SecurityExpertTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private SecurityExpert expert;

    @BeforeEach
    void write() throws Exception {
        CustomerTransactions.write(200, folder.resolve("files/transactions.parquet"));
        TestDatasets datasets = TestDatasets.in(folder.resolve("data"), folder.resolve("files"));
        expert = new SecurityExpert(datasets.datasets());
    }

    private ExpertReport perform(String action) {
        Map<String, Object> inputs =
                Map.of("file_path", folder.resolve("files/transactions.parquet").toString());
        return expert.perform(
                new ExpertRequest(UUID.randomUUID(), "scan", action, inputs, ContextView.of(Map.of()), Map.of()));
    }

    @Test
    void every_column_is_listed_with_its_classes_and_evidence() {
        ExpertReport report = perform("detect_pii");
        JsonNode columns = JSON.valueToTree(report.result()).get("columns");

        assertThat(columns).hasSize(15);
        assertThat(columns)
                .allSatisfy(column -> assertThat(report.evidence())
                        .extracting(Evidence::id)
                        .contains(column.get("evidence").asText()));
        assertThat(columns)
                .filteredOn(column -> column.get("personal").asBoolean())
                .extracting(column -> column.at("/classes/0/class").asText())
                .containsExactlyInAnyOrder("email", "phone", "us_ssn");
        assertThat(columns)
                .filteredOn(column -> !column.get("personal").asBoolean())
                .allMatch(column -> column.get("classes").isEmpty());
    }

    @Test
    void the_result_is_as_the_published_schema_says() {
        JsonNode result = JSON.valueToTree(perform("detect_pii").result());
        JsonNode schema = JSON.valueToTree(expert.actions().getFirst().result());

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(result))
                .isEmpty();
        assertThat(JSON.<JsonNode>valueToTree(schema).at("/properties/columns/items/required"))
                .hasSize(5);
    }

    @Test
    void each_personal_column_is_a_finding_that_says_what_to_do_and_why() {
        ExpertReport report = perform("detect_pii");

        assertThat(report.findings()).hasSize(3).allSatisfy(finding -> {
            assertThat(finding.evidence()).isNotEmpty();
            assertThat(finding.recommendation()).startsWith("Mask '");
            assertThat(finding.reference()).contains("GDPR Art. 4(1)");
            assertThat(finding.confidence()).isBetween(0.5, 1.0);
        });
        assertThat(report.summary()).isEqualTo("3 of 15 columns are personal: email, phone, ssn");
    }

    @Test
    void an_unknown_action_is_refused_by_name() {
        assertThatThrownBy(() -> perform("guess"))
                .isInstanceOf(OrchestratorException.class)
                .hasMessageContaining("detect_pii");
    }
}
