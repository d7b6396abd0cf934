package org.opendatagov.orchestrator.experts.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.opendatagov.orchestrator.openlineage.Events.changed;
import static org.opendatagov.orchestrator.openlineage.Events.columnLineage;
import static org.opendatagov.orchestrator.openlineage.Events.datasetEvent;
import static org.opendatagov.orchestrator.openlineage.Events.run;
import static org.opendatagov.orchestrator.openlineage.Events.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.Calls;

class LineageActionsTest {
    private static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");

    private final TestLineage test = TestLineage.create();
    private final LineageExpert expert;

    LineageActionsTest(@TempDir Path folder) {
        this.expert = new LineageExpert(
                TestDatasets.in(folder.resolve("data"), folder).datasets(),
                test.catalog(),
                test.lineage(),
                "expert-orchestrator");
    }

    private void job(String name, int minutes, List<String> inputs, List<String> outputs) {
        UUID id = UUID.randomUUID();
        assertThat(test.send(
                                run(name, id, "START", MORNING, inputs, List.of()),
                                run(name, id, "COMPLETE", MORNING.plusSeconds(60L * minutes), inputs, outputs))
                        .problems())
                .isEmpty();
    }

    private ExpertReport perform(String action, Map<String, Object> inputs, ContextView context) {
        return expert.perform(Calls.of(action, inputs, context));
    }

    private static JsonNode json(ExpertReport report) {
        return new ObjectMapper().valueToTree(report.result());
    }

    private static ContextView context(String task, Map<String, Object> values) {
        Map<String, ContextValue> context = new java.util.TreeMap<>();
        values.forEach((name, value) ->
                context.put(task + "." + name, new ContextValue(task + "." + name, value, "SomeExpert", MORNING)));
        return ContextView.of(context);
    }

    /** bronze/sales → transform_sales → silver → five pipelines behind it; another reader of bronze beside it. */
    private void sales() {
        job(
                "transform_sales",
                240,
                List.of("s3://lake/bronze/sales", "s3://lake/bronze/stores"),
                List.of("s3://lake/silver/sales"));
        job("report", 10, List.of("s3://lake/silver/sales"), List.of("gold.report"));
        job("forecast", 30, List.of("s3://lake/silver/sales"), List.of("gold.forecast"));
        job("export", 5, List.of("gold.report"), List.of());
        job("alert", 1, List.of("gold.forecast"), List.of("gold.alerts"));
        job("mail", 1, List.of("gold.alerts"), List.of());
        job("audit", 7, List.of("s3://lake/bronze/sales"), List.of("gold.audit"));
    }

    @Test
    void what_the_analysis_saw_take_longest_is_the_bottleneck_and_what_waits_is_counted() {
        sales();
        ContextView analysis = context(
                "performance_analysis",
                Map.of(
                        "pipeline", Map.of("id", "app-1", "name", "transform_sales"),
                        "input_datasets",
                                List.of(
                                        Map.of(
                                                "dataset",
                                                "stores",
                                                "locations",
                                                List.of("s3a://lake/bronze/stores"),
                                                "seconds",
                                                100,
                                                "partition_columns",
                                                List.of("day")),
                                        Map.of(
                                                "dataset",
                                                "bronze/sales",
                                                "locations",
                                                List.of("s3a://lake/bronze/sales"),
                                                "seconds",
                                                900,
                                                "partition_columns",
                                                List.of()))));
        ExpertReport report = perform("identify_bottleneck_datasets", Map.of(), analysis);
        JsonNode result = json(report);

        assertThat(report.summary())
                .isEqualTo("Bottleneck bronze/sales, not partitioned; 5 pipelines delayed downstream");
        assertThat(result.path("bottlenecks").path(0).path("share").asDouble()).isEqualTo(0.9);
        assertThat(result.path("bottlenecks").path(0).path("fan_out").asInt()).isEqualTo(2);
        assertThat(result.path("bottlenecks")
                        .path(0)
                        .path("critical_path_seconds")
                        .asDouble())
                .isEqualTo((240 + 30 + 1 + 1) * 60.0);
        assertThat(result.path("delayed_pipelines").findValuesAsText("job"))
                .containsExactlyInAnyOrder("report", "forecast", "export", "alert", "mail");
        assertThat(report.findings())
                .extracting("title")
                .containsExactly("'bronze/sales' is the bottleneck; it is not partitioned");
    }

    @Test
    void the_name_of_a_pipeline_alone_suffices() {
        sales();
        JsonNode result = json(
                perform("identify_bottleneck_datasets", Map.of("pipeline_id", "transform_sales"), ContextView.empty()));

        assertThat(result.path("bottlenecks").findValuesAsText("dataset")).containsExactly("sales", "stores");
        assertThat(result.path("delayed_count").asInt()).isEqualTo(5);
        JsonNode unknown =
                json(perform("identify_bottleneck_datasets", Map.of("pipeline_id", "nothing"), ContextView.empty()));
        assertThat(unknown.path("known").asBoolean()).isFalse();
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> perform("identify_bottleneck_datasets", Map.of(), ContextView.empty()));
    }

    @Test
    void an_impact_names_datasets_jobs_and_owners() {
        sales();
        test.catalog().declare(test.id("forecast"), Map.of("owner", "planning"));
        ExpertReport report =
                perform("assess_impact", Map.of("dataset", "s3://lake/silver/sales"), ContextView.empty());
        JsonNode result = json(report);

        assertThat(result.path("datasets").findValuesAsText("dataset"))
                .containsExactlyInAnyOrder("report", "forecast", "alerts");
        assertThat(result.path("jobs")).hasSize(5);
        assertThat(result.path("owners").path(0).path("owner").asText()).isEqualTo("planning");
        assertThat(result.path("critical_path").toString())
                .isEqualTo("[\"sales\",\"forecast\",\"forecast\",\"alert\",\"alerts\",\"mail\"]");
        assertThat(json(perform("assess_impact", Map.of("job", "etl:forecast"), ContextView.empty()))
                        .path("jobs")
                        .findValuesAsText("job"))
                .containsExactly("alert", "mail");
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> perform("assess_impact", Map.of("dataset", "nowhere"), ContextView.empty()));
    }

    @Test
    void that_the_service_itself_looked_at_a_dataset_is_no_impact() {
        sales();
        Map<String, Object> own = run(
                "onboard_dataset",
                UUID.randomUUID(),
                "COMPLETE",
                MORNING,
                List.of("s3://lake/silver/sales"),
                List.of());
        assertThat(test.send(changed(own, "expert-orchestrator", "job", "namespace"))
                        .kept())
                .isEqualTo(1);

        assertThat(json(perform("assess_impact", Map.of("dataset", "s3://lake/silver/sales"), ContextView.empty()))
                        .path("jobs"))
                .hasSize(5);
    }

    @Test
    void dependencies_of_a_dataset_that_only_events_tell_of() {
        sales();
        JsonNode result =
                json(perform("map_dependencies", Map.of("dataset", "s3://lake/silver/sales"), ContextView.empty()));

        assertThat(result.path("upstream").findValuesAsText("dataset")).containsExactly("sales", "stores");
        assertThat(result.path("upstream").findValuesAsText("how")).containsOnly("openlineage");
        assertThat(result.path("downstream").findValuesAsText("dataset")).containsExactly("forecast", "report");
    }

    /** people(email, name) → masked and plain into crm in another region; crm → mart without columns. */
    private void people() {
        test.send(datasetEvent("people", MORNING, Map.of("schema", schema("email", "phone", "amount"))));
        test.send(changed(
                run("copy", UUID.randomUUID(), "COMPLETE", MORNING, List.of("people"), List.of("crm")),
                columnLineage(Map.of("mail_hash", "people.email!", "who", "people.phone", "amount", "people.amount")),
                "outputs",
                "0",
                "facets",
                "columnLineage"));
        job("mart", 1, List.of("crm"), List.of("mart"));
        test.catalog().declare(test.id("people"), Map.of("region", "eu-west-1"));
        test.catalog().declare(test.id("crm"), Map.of("region", "us-east-1"));
    }

    @Test
    void personal_columns_are_followed_hop_by_hop_masked_or_not_and_over_borders() {
        people();
        ExpertReport report =
                perform("trace_pii_data_flows", Map.of("datasets", List.of(test.id("people"))), ContextView.empty());
        JsonNode result = json(report);
        JsonNode email = result.path("flows").path(0);

        assertThat(email.path("column").asText()).isEqualTo("email");
        assertThat(email.path("hops").path(0).path("to").path("column").asText())
                .isEqualTo("mail_hash");
        assertThat(email.path("hops").path(0).path("masked").asBoolean()).isTrue();
        assertThat(email.path("hops").path(1).path("columns_known").asBoolean()).isFalse();
        assertThat(email.path("hops").path(1).path("masked").asBoolean()).isTrue();
        assertThat(result.path("flows").toString()).doesNotContain("amount");
        assertThat(result.path("cross_border")).hasSize(1);
        assertThat(result.path("cross_border").path(0).path("masked").asBoolean())
                .isFalse();
        assertThat(result.path("cross_border").path(0).path("columns").toString())
                .isEqualTo("[\"email\",\"phone\"]");
        assertThat(result.path("dataset_level_only").path(0).path("job").asText())
                .isEqualTo("mart");
        assertThat(report.summary()).isEqualTo("1 personal datasets, 2 pipelines traced, 1 cross-border transfers");
    }

    @Test
    void what_an_inventory_listed_is_traced_and_cycles_end() {
        people();
        test.send(changed(
                run("back", UUID.randomUUID(), "COMPLETE", MORNING, List.of("crm"), List.of("people")),
                columnLineage(Map.of("phone", "crm.who")),
                "outputs",
                "0",
                "facets",
                "columnLineage"));
        ContextView inventory =
                context("security_inventory", Map.of("personal_datasets", List.of(Map.of("id", test.id("people")))));
        JsonNode result = json(perform("trace_pii_data_flows", Map.of(), inventory));

        assertThat(result.path("datasets_traced").asInt()).isEqualTo(1);
        assertThat(result.path("pipelines").toString()).isEqualTo("[\"back\",\"copy\",\"mart\"]");
        assertThat(result.path("cross_border")).hasSize(2);
    }
}
