package org.opendatagov.orchestrator.experts.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.RunSpend;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.spark.EventLogs;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.SparkLogFiles;
import org.opendatagov.orchestrator.spark.TestEventLogs;
import org.opendatagov.orchestrator.support.Calls;
import org.opendatagov.orchestrator.support.ResultCheck;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

class ComputeCostTest {
    private static final Resource STORAGE = new ClassPathResource("rules/prices/aws-s3.yaml");
    private static final CostSettings SETTINGS =
            new CostSettings(STORAGE, new ClassPathResource("rules/prices/compute.yaml"));
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-15T00:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, Object> EXAMPLE = Map.of("hours", 4, "executors", 3, "executor_rate", 3.75);

    @TempDir
    private Path folder;

    private CostExpert expert(CostSettings settings, Catalog catalog, Optional<RunSpend> spend) {
        return new CostExpert(datasets(), catalog, settings, logs(), spend, NOW);
    }

    private EventLogs logs() {
        return TestEventLogs.in(folder.resolve("logs"), SparkLogFiles.file("").toAbsolutePath());
    }

    private Datasets datasets() {
        return TestDatasets.in(folder.resolve("data"), folder).datasets();
    }

    private ExpertReport ask(String action, Map<String, Object> inputs, ContextView context) {
        CostExpert expert = expert(SETTINGS, TestCatalogs.create(), Optional.empty());
        return expert.perform(Calls.of(action, inputs, context));
    }

    private static Map<String, Object> with(Map<String, Object> inputs, Object... more) {
        Map<String, Object> all = new java.util.HashMap<>(inputs);
        for (int index = 0; index < more.length; index += 2) {
            all.put(String.valueOf(more[index]), more[index + 1]);
        }
        return all;
    }

    private static ContextView context(String name, Object value) {
        String key = "performance_analysis." + name;
        return ContextView.of(Map.of(key, new ContextValue(key, value, "PerformanceExpert", Instant.EPOCH)));
    }

    private static BigDecimal number(JsonNode result, String pointer) {
        return new BigDecimal(result.at(pointer).asText());
    }

    @Test
    void the_example_of_a_pipeline_of_four_hours_comes_out() {
        ExpertReport report =
                ask("suggest_resource_optimization", with(EXAMPLE, "expected_duration", "30 min"), ContextView.empty());
        JsonNode result = ResultCheck.valid(ComputeSchemas.OPTIMIZE, report);

        assertThat(report.summary()).isEqualTo("45.00 USD a run, 5.63 USD after: 87.5 % saved");
        assertThat(number(result, "/before/total")).isEqualByComparingTo("45");
        assertThat(number(result, "/after/total")).isEqualByComparingTo("5.625");
        assertThat(number(result, "/saved")).isEqualByComparingTo("39.375");
        assertThat(number(result, "/saved_percent")).isEqualByComparingTo("87.5");
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.recommendation()).contains("4 to 0.5 hours"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT30M, 5.625",
        "pt30m, 5.625",
        "30m, 5.625",
        "0.5 h, 5.625",
        "1800 s, 5.625",
        "1 hour, 11.25",
        "4 h, 45",
        "9 h, 45"
    })
    void an_expected_duration_is_read_as_people_write_it(String expected, BigDecimal after) {
        ExpertReport report =
                ask("suggest_resource_optimization", with(EXAMPLE, "expected_duration", expected), ContextView.empty());

        assertThat(number(ResultCheck.valid(ComputeSchemas.OPTIMIZE, report), "/after/total"))
                .isEqualByComparingTo(after);
    }

    @Test
    void what_the_analysis_before_expects_to_save_gives_the_after() {
        ExpertReport report = ask("suggest_resource_optimization", EXAMPLE, context("saved_seconds", 7200));

        assertThat(report.summary()).isEqualTo("45.00 USD a run, 22.50 USD after: 50 % saved");
    }

    @Test
    void the_figures_of_a_log_come_by_the_context() {
        Map<String, Object> compute = Map.of(
                "hours", 2, "executors", 10, "executor_hours", 16, "cores", 4, "memory_gb", 16, "idle_share", 0.75);
        JsonNode result = ResultCheck.valid(
                ComputeSchemas.OPTIMIZE,
                ask("suggest_resource_optimization", Map.of("compute_class", "fargate"), context("compute", compute)));

        // 16 executor-hours × (4 × 0.04048 + 16 × 0.004445) = 3.72864; 10 × 0.25 / 0.8 = 3.125, so 4 executors: 6.4
        // executor-hours.
        assertThat(number(result, "/before/total")).isEqualByComparingTo("3.72864");
        assertThat(number(result, "/after/total")).isEqualByComparingTo("1.491456");
        assertThat(number(result, "/after/executors")).isEqualByComparingTo("4");
        assertThat(number(result, "/saved_percent")).isEqualByComparingTo("60");
        assertThat(number(result, "/idle_cost")).isEqualByComparingTo("2.79648");
        assertThat(result.get("recommendation").asText()).contains("spark.dynamicAllocation.maxExecutors=4");
        assertThat(result.get("price_date").asText()).isEqualTo("2026-10-07");
    }

    @Test
    void a_log_is_priced_by_the_time_that_its_executors_were_there() {
        String log = SparkLogFiles.file("skew_by_data.gz").toString();
        SparkApplication application = logs().read(log, Map.of()).application();
        ExpertReport report =
                ask("estimate_compute_cost", Map.of("event_log", log, "executor_rate", 3.6), ContextView.empty());
        JsonNode result = ResultCheck.valid(ComputeSchemas.ESTIMATE, report);

        // 3.60 for an hour is a thousandth for a second.
        BigDecimal seconds = BigDecimal.valueOf(application.coreTime().executorTime(), 3);
        assertThat(number(result, "/total"))
                .isCloseTo(seconds.movePointLeft(3), org.assertj.core.api.Assertions.within(new BigDecimal("1e-8")));
        assertThat(number(result, "/executors").intValue())
                .isEqualTo(application.coreTime().peakExecutors());
        assertThat(result.get("idle_share").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.fingerprints()).isNotEmpty();
        assertThat(ask("suggest_resource_optimization", Map.of("event_log", log), ContextView.empty())
                        .summary())
                .contains(" USD a run");
    }

    @Test
    void nothing_is_promised_where_nothing_is_known() {
        ExpertReport report = ask("suggest_resource_optimization", EXAMPLE, ContextView.empty());

        assertThat(report.summary()).isEqualTo("45.00 USD a run; nothing tells that it could cost less");
        assertThat(report.findings()).isEmpty();
        assertThat(number(ResultCheck.valid(ComputeSchemas.OPTIMIZE, report), "/saved"))
                .isEqualByComparingTo("0");
    }

    @Test
    void a_run_and_a_month_of_runs_are_estimated_exactly() {
        ExpertReport report = ask(
                "estimate_compute_cost",
                Map.of(
                        "hours",
                        0.1,
                        "executors",
                        3,
                        "cores",
                        4,
                        "memory_gb",
                        16,
                        "runs_per_month",
                        30,
                        "region",
                        "eu-west-1",
                        "compute_class",
                        "EC2-M5"),
                ContextView.empty());
        JsonNode result = ResultCheck.valid(ComputeSchemas.ESTIMATE, report);

        assertThat(number(result, "/total")).isEqualByComparingTo("0.0642");
        assertThat(number(result, "/monthly")).isEqualByComparingTo("1.926");
        assertThat(result.get("lines")).hasSize(1);
        assertThat(result.at("/assumptions/1").asText()).contains("2026-10-07", "eu-west-1");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : result.get("lines")) {
            sum = sum.add(new BigDecimal(line.get("quantity").asText())
                    .multiply(new BigDecimal(line.get("unit_price").asText())));
        }
        assertThat(sum).isEqualByComparingTo(number(result, "/total"));
    }

    @Test
    void all_wrong_inputs_are_told_at_once() {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> ask("estimate_compute_cost", Map.of("region", "mars-1"), ContextView.empty()))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder("/hours", "/executors", "/region"));
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> ask(
                        "suggest_resource_optimization",
                        Map.of("hours", 1, "executors", 1, "compute_class", "warp", "expected_duration", "soon"),
                        ContextView.empty()))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder("/compute_class", "/expected_duration", "/executor_rate"))
                .satisfies(e -> assertThat(e.text()).contains("fargate", "PT30M"));
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() ->
                        ask("estimate_compute_cost", Map.of("hours", -1, "executors", "many"), ContextView.empty()))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder("/hours", "/executors"));
    }

    @Test
    void a_price_sheet_of_ones_own_replaces_ours_and_a_wrong_one_stops_the_service() {
        String own = """
                currency: EUR
                price_date: 2026-06-01
                source: our contract
                default_region: here
                default_class: rack
                regions: {here: {rack: {core_hour: "0.02", gb_hour: "0.001"}}}
                """;
        CostSettings settings = new CostSettings(STORAGE, new ByteArrayResource(own.getBytes(StandardCharsets.UTF_8)));
        CostExpert expert = expert(settings, TestCatalogs.create(), Optional.empty());

        assertThat(expert.perform(Calls.of(
                                "estimate_compute_cost",
                                Map.of("hours", 10, "executors", 2, "cores", 4, "memory_gb", 20)))
                        .summary())
                .startsWith("2.00 EUR a run");
        CostSettings wrong =
                new CostSettings(STORAGE, new ByteArrayResource("currency: EUR".getBytes(StandardCharsets.UTF_8)));
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> expert(wrong, TestCatalogs.create(), Optional.empty()))
                .withMessageContaining("orchestrator.cost.compute-price-sheet");
    }

    @Test
    void spend_is_told_by_dataset_owner_workflow_and_month() throws Exception {
        Catalog catalog = TestCatalogs.create();
        Datasets datasets = datasets();
        for (String name : List.of("a", "b", "c")) {
            Path file = java.nio.file.Files.writeString(folder.resolve(name + ".csv"), "id\n" + "1\n".repeat(1000));
            Dataset dataset = datasets.open(file.toString(), Map.of());
            CatalogDataset recorded = catalog.record(dataset, datasets.profile(dataset));
            if (!name.equals("c")) {
                catalog.declare(
                        recorded.id(),
                        Map.of(
                                "owner",
                                name.equals("a") ? "sales" : "ops",
                                "schedule",
                                Map.of(
                                        "runs_per_month",
                                        30,
                                        "hours_per_run",
                                        1,
                                        "executors",
                                        2,
                                        "executor_rate",
                                        name.equals("a") ? 0.5 : 0.25)));
            }
        }
        RunSpend runs = from -> {
            assertThat(from).isEqualTo(Instant.parse("2026-03-15T00:00:00Z"));
            return List.of(
                    new RunSpend.Spent("gdpr_audit", "2026-05", 2, new BigDecimal("0.75")),
                    new RunSpend.Spent("onboard_dataset", "2026-05", 10, new BigDecimal("1.20")),
                    new RunSpend.Spent("onboard_dataset", "2026-06", 5, BigDecimal.ZERO));
        };
        ExpertReport report =
                expert(SETTINGS, catalog, Optional.of(runs)).perform(Calls.of("analyze_spend", Map.of("months", 3)));
        JsonNode result = ResultCheck.valid(SpendSchemas.ANALYZE, report);

        assertThat(result.get("datasets")).hasSize(3);
        assertThat(result.at("/datasets/0/name").asText()).isEqualTo("a");
        assertThat(number(result, "/datasets/0/compute")).isEqualByComparingTo("30");
        assertThat(number(result, "/datasets/1/compute")).isEqualByComparingTo("15");
        assertThat(result.get("by_owner").findValuesAsText("owner")).containsExactly("", "ops", "sales");
        assertThat(result.at("/by_workflow/1").toString()).contains("\"onboard_dataset\"", "15");
        assertThat(number(result, "/by_month/0/cost_usd")).isEqualByComparingTo("1.95");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode dataset : result.get("datasets")) {
            sum = sum.add(new BigDecimal(dataset.get("total").asText()));
        }
        assertThat(number(result, "/total_monthly")).isEqualByComparingTo(sum);
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.title()).isEqualTo("1 dataset has no owner"));
    }
}
