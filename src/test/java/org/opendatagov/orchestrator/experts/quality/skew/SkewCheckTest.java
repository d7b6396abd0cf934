package org.opendatagov.orchestrator.experts.quality.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.experts.quality.QualityExpert;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.Calls;
import org.opendatagov.orchestrator.support.ParquetFile;
import org.opendatagov.orchestrator.support.ResultCheck;
import org.opendatagov.orchestrator.support.TestClock;

class SkewCheckTest {
    private static final Catalog CATALOG = TestCatalogs.create();
    private static final String ACTION = "check_data_skew";

    private final Path folder;
    private final Datasets datasets;
    private final QualityExpert expert;

    SkewCheckTest(@TempDir Path folder) {
        this.folder = folder;
        this.datasets = TestDatasets.in(folder.resolve("data"), folder).datasets();
        this.expert = new QualityExpert(datasets, CATALOG);
    }

    private ExpertReport checked(Map<String, Object> inputs, ContextView context) {
        return expert.perform(Calls.of(ACTION, inputs, context));
    }

    private JsonNode result(ExpertReport report) {
        return ResultCheck.valid(
                expert.actions().stream()
                        .filter(action -> action.name().equals(ACTION))
                        .findFirst()
                        .orElseThrow(),
                report);
    }

    private static ContextView shared(Map<String, Object> values) {
        Map<String, ContextValue> context = new LinkedHashMap<>();
        values.forEach((name, value) -> context.put(
                "earlier." + name, new ContextValue("earlier." + name, value, "Other", new TestClock().instant())));
        return ContextView.of(context);
    }

    /** Ten countries, of which one has nine tenths of the sales; the days are even. */
    private Path sales() {
        for (int country = 0; country < 10; country++) {
            int rows = country == 0 ? 9000 : 111;
            ParquetFile.write(
                    folder.resolve("sales/country=c" + country + "/part-0.parquet"),
                    "SELECT DATE '2026-01-01' + CAST(i %% 30 AS INTEGER) AS sold_on, i AS id, i %% 7 AS amount FROM range(%d) AS r(i)"
                            .formatted(rows));
        }
        return folder.resolve("sales");
    }

    @Test
    void uneven_partitions_are_measured_and_an_even_column_is_suggested() {
        ExpertReport report = checked(Map.of("file_path", sales().toString()), ContextView.empty());
        JsonNode result = result(report);

        assertThat(result.get("skewed").asBoolean()).isTrue();
        assertThat(result.at("/partitions/count").asInt()).isEqualTo(10);
        assertThat(result.at("/partitions/largest").asText()).isEqualTo("country=c0");
        assertThat(result.at("/partitions/rows/largest_tenth_share").asDouble()).isCloseTo(9000.0 / 9999, within(1e-5));
        assertThat(result.at("/partitions/rows/max").asLong()).isEqualTo(9000);
        assertThat(result.at("/partitions/rows/median").asLong()).isEqualTo(111);
        assertThat(result.at("/partitions/bytes/max").asLong()).isGreaterThan(1000);
        assertThat(result.at("/suggestion/column").asText()).isEqualTo("sold_on");
        assertThat(result.at("/suggestion/granularity").asText()).isEqualTo("day");
        assertThat(result.at("/suggestion/evenness").asDouble()).isGreaterThan(0.99);
        Finding first = report.findings().getFirst();
        assertThat(first.severity()).isEqualTo(Severity.HIGH);
        assertThat(first.title()).isEqualTo("90 % of the data lie in a tenth of the partitions");
        assertThat(first.recommendation()).startsWith("Partition by the day of sold_on: 30 partitions");
        assertThat(report.context()).containsEntry("skewed", true).containsKey("partition_suggestion");
    }

    @Test
    void hot_keys_are_told_and_personal_ones_masked() {
        Path file = ParquetFile.write(folder.resolve("orders.parquet"), """
                SELECT CASE WHEN i % 2 = 0 THEN 'big@example.org' ELSE 'user' || (i % 40) || '@example.org' END AS mail,
                       CASE WHEN i % 3 > 0 THEN 'C1' ELSE 'C' || (2 + i % 30) END AS customer FROM range(3000) AS r(i)""");
        ExpertReport report =
                checked(Map.of("file_path", file.toString(), "keys", List.of("mail", "customer")), ContextView.empty());
        JsonNode keys = result(report).get("keys");

        assertThat(keys.at("/0/column").asText()).isEqualTo("mail");
        assertThat(keys.at("/0/hot_keys/0/value").asText()).isEqualTo("xxx@xxxxxxx.xxx");
        assertThat(keys.at("/0/hot_keys/0/share").asDouble()).isEqualTo(0.5);
        assertThat(keys.at("/1/hot_keys/0/value").asText()).isEqualTo("C1");
        assertThat(keys.at("/1/rows/skewed").asBoolean()).isTrue();
        assertThat(ResultCheck.text(report)).doesNotContain("big@", "example.org");
        assertThat(result(report).get("partition_candidates"))
                .noneMatch(candidate -> candidate.get("column").asText().equals("mail"));
    }

    @Test
    void one_even_file_is_no_reason_to_worry() {
        Path file = ParquetFile.write(
                folder.resolve("even.parquet"), "SELECT i AS id, i % 20 AS kind FROM range(2000) AS r(i)");
        ExpertReport report = checked(Map.of("file_path", file.toString()), ContextView.empty());

        assertThat(result(report).get("skewed").asBoolean()).isFalse();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void without_a_name_the_bottleneck_of_the_run_is_looked_at() {
        Dataset dataset = datasets.open(sales().toString(), Map.of());
        CATALOG.record(dataset, datasets.profile(dataset));
        Map<String, Object> diagnosis =
                Map.of("cause", "data_skew", "stage_ids", List.of(3), "figures", Map.of("max_by_median", 12));
        ExpertReport report = checked(
                Map.of(),
                shared(Map.of(
                        "bottleneck_datasets", List.of(Map.of("id", dataset.id())), "diagnoses", List.of(diagnosis))));

        assertThat(result(report).get("dataset").asText()).isEqualTo(dataset.location());
        assertThat(result(report).at("/upstream/0/stage_ids/0").asInt()).isEqualTo(3);
        assertThat(report.evidence()).extracting("kind").contains("uneven_stages");
    }

    @Test
    void what_cannot_be_read_any_more_is_judged_by_its_last_profile() throws Exception {
        Path file = ParquetFile.write(
                folder.resolve("gone.parquet"),
                "SELECT CASE WHEN i % 10 > 0 THEN 'a' ELSE 'k' || (i % 200) END AS kind FROM range(2000) AS r(i)");
        Dataset dataset = datasets.open(file.toString(), Map.of());
        CATALOG.record(dataset, datasets.profile(dataset));
        Files.delete(file);
        ExpertReport report = checked(Map.of(), shared(Map.of("bottleneck_datasets", List.of(dataset.location()))));

        assertThat(result(report).get("source").asText()).isEqualTo("catalogue");
        assertThat(report.findings()).extracting(Finding::title).containsExactly("Rows lie unevenly over 'kind'");
    }

    @Test
    void what_nobody_knows_is_said_to_be_unknown() {
        ExpertReport report = checked(Map.of(), shared(Map.of("bottleneck_datasets", List.of("lake/bronze"))));

        assertThat(result(report).get("source").asText()).isEqualTo("upstream");
        assertThat(result(report).get("reason").asText()).contains("was never profiled");
        assertThat(result(checked(Map.of(), shared(Map.of("x", 1))))
                        .get("dataset")
                        .asText())
                .isEmpty();
    }

    @Test
    void a_key_that_is_no_column_is_named_with_its_place() {
        Path file = ParquetFile.write(folder.resolve("a.parquet"), "SELECT 1 AS a");
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() ->
                        checked(Map.of("file_path", file.toString(), "keys", List.of("a", "b")), ContextView.empty()))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::path).containsExactly("/keys/1"));
    }
}
