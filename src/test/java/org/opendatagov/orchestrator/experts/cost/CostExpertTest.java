package org.opendatagov.orchestrator.experts.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.spark.TestEventLogs;
import org.opendatagov.orchestrator.support.Calls;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

class CostExpertTest {
    private static final long GB = 1L << 30;
    private static final Resource COMPUTE = new ClassPathResource("rules/prices/compute.yaml");
    private static final CostSettings SETTINGS =
            new CostSettings(new ClassPathResource("rules/prices/aws-s3.yaml"), COMPUTE);

    @TempDir
    private Path folder;

    /** Shared: each test has a folder, and so datasets, of its own. */
    private static final Catalog CATALOG = TestCatalogs.create();

    private final Catalog catalog = CATALOG;

    private Datasets datasets() {
        return TestDatasets.in(folder.resolve("data"), folder).datasets();
    }

    private CostExpert expert(CostSettings settings) {
        return new CostExpert(
                datasets(),
                catalog,
                settings,
                TestEventLogs.in(folder.resolve("logs"), folder),
                Optional.empty(),
                Clock.systemUTC());
    }

    private ExpertReport estimate(Map<String, Object> inputs) {
        return expert(SETTINGS).perform(Calls.of("estimate_storage_cost", inputs));
    }

    private static List<Map<?, ?>> lines(ExpertReport report) {
        return report.result().get("lines") instanceof List<?> lines
                ? lines.stream().<Map<?, ?>>map(line -> (Map<?, ?>) line).toList()
                : List.of();
    }

    private static List<String> told(ExpertReport report) {
        return lines(report).stream()
                .map(line -> "%s: %s %s at %s = %s"
                        .formatted(
                                line.get("item"),
                                number(line, "quantity").toPlainString(),
                                line.get("unit"),
                                number(line, "unit_price").toPlainString(),
                                number(line, "amount").toPlainString()))
                .toList();
    }

    private static BigDecimal number(Map<?, ?> line, String name) {
        return new BigDecimal(String.valueOf(line.get(name)));
    }

    private static void assertAddsUp(ExpertReport report) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<?, ?> line : lines(report)) {
            BigDecimal amount = number(line, "amount");
            assertThat(amount).isEqualByComparingTo(number(line, "quantity").multiply(number(line, "unit_price")));
            sum = sum.add(amount);
        }
        assertThat((BigDecimal) report.result().get("total")).isEqualByComparingTo(sum);
    }

    /** By hand: 50 TB × 1,024 = 51,200 GB at .023 = 1,177.60; the next 450 TB = 460,800 GB at .022 = 10,137.60; then .021. */
    @ParameterizedTest
    @CsvSource({
        "0, standard, 0",
        "1, standard, 0.023",
        "51200, standard, 1177.6",
        "51201, standard, 1177.622",
        "512000, standard, 11315.2",
        "614400, standard, 13465.6",
        "100, intelligent_tiering, 2.3",
        "100, STANDARD_IA, 1.25",
        "100, onezone-ia, 1",
        "100, GLACIER_IR, 0.4",
        "100, GLACIER, 0.36",
        "100, DEEP_ARCHIVE, 0.099"
    })
    void storage_costs_what_the_price_sheet_says(long gigabytes, String storageClass, BigDecimal total) {
        ExpertReport report = estimate(Map.of("bytes", gigabytes * GB, "storage_class", storageClass));

        assertThat((BigDecimal) report.result().get("total")).isEqualByComparingTo(total);
        assertAddsUp(report);
    }

    @Test
    void a_gigabyte_is_two_to_the_thirtieth_bytes() {
        assertThat(told(estimate(Map.of("bytes", 1_000_000_000L))))
                .containsExactly("storage, standard: 0.931322575 GB-month at 0.023 = 0.021420419225");
    }

    @Test
    void every_tier_is_a_line_of_its_own() {
        assertThat(told(estimate(Map.of("bytes", 600 * 1024 * GB))))
                .containsExactly(
                        "storage, standard: 51200 GB-month at 0.023 = 1177.6",
                        "storage, standard, tier 2: 460800 GB-month at 0.022 = 10137.6",
                        "storage, standard, tier 3: 102400 GB-month at 0.021 = 2150.4");
    }

    @Test
    void copies_requests_and_reading_back_are_counted_for_all_months() {
        ExpertReport report = estimate(Map.of(
                "bytes",
                10 * GB,
                "storage_class",
                "standard_ia",
                "replicas",
                2,
                "months",
                12,
                "requests",
                Map.of("put", 1500, "get", 20_000),
                "retrieval_bytes",
                5 * GB));

        assertThat(told(report))
                .containsExactly(
                        "storage, standard_ia: 240 GB-month at 0.0125 = 3",
                        "write requests: 36 1,000 requests at 0.01 = 0.36",
                        "read requests: 240 1,000 requests at 0.001 = 0.24",
                        "retrieval: 60 GB at 0.01 = 0.6");
        assertThat(report.summary()).isEqualTo("4.20 USD in 12 months");
        assertAddsUp(report);
    }

    @Test
    void what_is_deleted_early_is_billed_to_the_shortest_time() {
        ExpertReport report = estimate(Map.of("bytes", 100 * GB, "storage_class", "glacier_deep_archive", "months", 1));

        assertThat(told(report))
                .containsExactly(
                        "storage, glacier_deep_archive: 100 GB-month at 0.00099 = 0.099",
                        "early deletion, billed to 180 days: 500 GB-month at 0.00099 = 0.495");
    }

    @Test
    void small_objects_are_billed_at_the_class_minimum_and_archived_ones_with_their_index() throws Exception {
        Path file = folder.resolve("small.csv");
        Files.writeString(file, "id\n1\n");

        assertThat(told(estimate(Map.of("file_path", file.toString(), "storage_class", "standard_ia"))))
                .as("128 KB of 2^30 bytes")
                .containsExactly("storage, standard_ia: 0.00012207 GB-month at 0.0125 = 0.000001525875");
        assertThat(told(estimate(Map.of("file_path", file.toString(), "storage_class", "glacier_flexible"))))
                .containsExactly(
                        "storage, glacier_flexible: 0.000000005 GB-month at 0.0036 = 0.000000000018",
                        "index of archived objects, 32 KB each: 0.000030518 GB-month at 0.0036 = 0.0000001098648",
                        "names of archived objects, 8 KB each: 0.000007629 GB-month at 0.023 = 0.000000175467");
    }

    @Test
    void processing_is_a_line_once_a_schedule_is_declared() throws Exception {
        Path file = folder.resolve("sales.csv");
        Files.writeString(file, "id\n1\n");
        Datasets datasets = datasets();
        Dataset dataset = datasets.open(file.toString(), Map.of());
        catalog.record(dataset, datasets.profile(dataset));
        assertThat(lines(estimate(Map.of("file_path", file.toString())))).hasSize(1);

        catalog.declare(
                dataset.id(),
                Map.of(
                        "region",
                        "eu-west-1",
                        "schedule",
                        Map.of("runs_per_month", 30, "hours_per_run", 0.5, "executors", 3, "executor_rate", 3.75)));
        ExpertReport report = estimate(Map.of("file_path", file.toString()));

        assertThat(told(report)).contains("compute, as scheduled: 45 executor-hour at 3.75 = 168.75");
        assertThat(report.summary()).isEqualTo("168.75 USD a month");
        assertThat(String.valueOf(report.result().get("assumptions")))
                .contains("does not know the declared region 'eu-west-1'");
        assertAddsUp(report);
    }

    @Test
    void a_price_has_its_day_place_and_source() {
        assertThat(estimate(Map.of("bytes", 1)).result())
                .containsEntry("currency", "USD")
                .containsEntry("price_date", "2026-01-15")
                .containsEntry("price_source", "https://aws.amazon.com/s3/pricing/")
                .containsEntry("region", "us-east-1")
                .containsEntry("storage_class", "standard");
    }

    @Test
    void all_wrong_inputs_are_told_at_once() {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> estimate(Map.of("storage_class", "ice", "region", "mars-1")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder("/file_path", "/storage_class", "/region"))
                .satisfies(e -> assertThat(e.text()).contains("standard_ia", "us-east-1"));
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("bytes", -1);
        wrong.put("replicas", 1.5);
        wrong.put("months", "many");
        wrong.put("requests", Map.of("put", -1, "list", 1));
        wrong.put("colour", "red");
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> estimate(wrong))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder(
                                "/bytes", "/replicas", "/months", "/requests/put", "/requests/list", "/colour"));
    }

    @Test
    void a_price_sheet_of_ones_own_replaces_ours_and_a_wrong_one_stops_the_service() {
        String own = """
                currency: EUR
                price_date: 2026-06-01
                source: our contract
                default_region: here
                default_class: disk
                aliases: {}
                regions: {here: {disk: {storage: [{price: "0.1"}], put: "0", get: "0"}}}
                """;
        CostExpert expert =
                expert(new CostSettings(new ByteArrayResource(own.getBytes(StandardCharsets.UTF_8)), COMPUTE));

        assertThat(expert.perform(Calls.of("estimate_storage_cost", Map.of("bytes", 5 * GB)))
                        .summary())
                .isEqualTo("0.50 EUR a month");
        CostSettings wrong =
                new CostSettings(new ByteArrayResource("currency: EUR".getBytes(StandardCharsets.UTF_8)), COMPUTE);
        assertThatIllegalStateException()
                .isThrownBy(() -> expert(wrong))
                .withMessageContaining("orchestrator.cost.price-sheet");
    }

    @Test
    void the_price_sheet_is_ours_unless_set() {
        Binder defaults = new Binder(new MapConfigurationPropertySource(Map.of()));
        Binder set = new Binder(
                new MapConfigurationPropertySource(Map.of("orchestrator.cost.price-sheet", "file:prices.yaml")));

        assertThat(defaults.bindOrCreate("orchestrator.cost", CostSettings.class)
                        .priceSheet())
                .isInstanceOf(ClassPathResource.class);
        assertThat(set.bindOrCreate("orchestrator.cost", CostSettings.class)
                        .priceSheet()
                        .getDescription())
                .contains("prices.yaml");
    }
}
