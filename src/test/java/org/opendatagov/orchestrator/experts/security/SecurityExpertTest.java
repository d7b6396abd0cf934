package org.opendatagov.orchestrator.experts.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.samples.CustomerTransactions;

class SecurityExpertTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalog CATALOG = TestCatalogs.create();

    @TempDir
    private Path folder;

    private SecurityExpert expert;

    @BeforeEach
    void write() throws Exception {
        CustomerTransactions.write(200, folder.resolve("files/transactions.parquet"));
        TestDatasets datasets = TestDatasets.in(folder.resolve("data"), folder.resolve("files"));
        expert = new SecurityExpert(datasets.datasets(), CATALOG);
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

    private void known(String name, String rows, Map<String, Object> declared) throws Exception {
        Datasets datasets =
                TestDatasets.in(folder.resolve("data"), folder.resolve("files")).datasets();
        Path file = Files.writeString(folder.resolve("files").resolve(name), rows);
        Dataset dataset = datasets.open(file.toString(), Map.of());
        CATALOG.record(dataset, datasets.profile(dataset));
        CATALOG.declare(dataset.id(), declared);
    }

    private ExpertReport listed(Object scope) {
        return listed(scope, Map.of());
    }

    private ExpertReport listed(Object scope, Map<String, Object> more) {
        Map<String, Object> inputs = new java.util.HashMap<>(more);
        inputs.put("scope", scope);
        return expert.perform(new ExpertRequest(
                UUID.randomUUID(), "inventory", "list_pii_datasets", inputs, ContextView.of(Map.of()), Map.of()));
    }

    @Test
    void personal_datasets_of_a_scope_are_listed_by_class_sensitivity_owner_and_region() throws Exception {
        String mails = "mail,n\n" + "a%d@example.org,1\n".repeat(30).replace("%d", "nn");
        known("mails.csv", mails, Map.of("owner", "sales", "region", "eu-west-1", "tags", List.of("audit-x")));
        known("cards.csv", "card_number\n" + "4111111111111111\n".repeat(30), Map.of("tags", List.of("audit-x")));
        known("cities.csv", "city,n\nLisbon,1\nPorto,2\n", Map.of("tags", List.of("audit-x")));
        known(
                "said.csv",
                "code,n\nab,1\ncd,2\n",
                Map.of("tags", List.of("audit-x"), "data_subjects", List.of("patients")));
        known("other.csv", mails, Map.of("tags", List.of("audit-y"), "owner", "sales"));

        ExpertReport report = listed(Map.of("tags", List.of("audit-x")));

        assertThat(report.summary())
                .isEqualTo("3 personal datasets, 1 of high sensitivity, among datasets with tag audit-x");
        assertThat(report.result())
                .containsEntry("total", 3)
                .containsEntry("by_sensitivity", Map.of("high", 1L, "medium", 1L, "low", 0L, "unknown", 1L))
                .containsEntry("by_class", Map.of("credit_card", 1L, "email", 1L, "undeclared", 1L))
                .containsEntry("by_owner", Map.of("sales", 1L, "undeclared", 2L))
                .containsEntry("read_only", true);
        assertThat(report.context().get("personal_datasets"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(listed("tag:audit-x, owner:SALES").result()).containsEntry("total", 1);
        assertThat(listed(Map.of("tags", List.of("audit-x"), "region", "eu-west-1"))
                        .result())
                .containsEntry("total", 1);
        assertThat(listed(Map.of("owner", "nobody")).result()).containsEntry("total", 0);
        assertThat(report.toString()).doesNotContain("example.org", "411111");
        assertThat(listed("tag:audit-x", Map.of("sensitivity", "high")).result())
                .containsEntry("total", 1);
        assertThat(listed("tag:audit-x", Map.of("classes", List.of("email", "iban")))
                        .result())
                .containsEntry("total", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "tag:", "colour:red", "", "owner"})
    void a_scope_that_cannot_be_read_is_refused_with_what_was_expected(String scope) {
        assertThatThrownBy(() -> listed(scope))
                .isInstanceOf(OrchestratorException.class)
                .hasMessageContaining("tag:gold");
    }
}
