package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.ParquetFile;

class RetentionTest {
    private static final String ACTION = "validate_data_retention";

    private final Path folder;
    private final ComplianceCase cases;

    RetentionTest(@TempDir Path folder) {
        this.folder = folder;
        this.cases = new ComplianceCase(folder);
    }

    private ExpertReport judged(Dataset dataset, Map<String, Object> more) {
        Map<String, Object> inputs = new java.util.LinkedHashMap<>(more);
        inputs.put("file_path", dataset.location());
        return cases.perform(ACTION, inputs);
    }

    @Test
    void the_predicate_deletes_exactly_the_rows_that_were_counted() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("RetentionTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            int days = 200 + random.nextInt(1500);
            Dataset dataset = cases.known(
                    "orders" + round,
                    "SELECT 'p' || i || '@example.org' AS mail, CASE WHEN i %% 9 > 0 THEN TIMESTAMP '2026-05-30 08:00:00' - to_days(CAST(i * %d %% 1700 AS INTEGER)) END AS created_at FROM range(300) AS r(i)"
                            .formatted(1 + random.nextInt(30)),
                    Map.of("retention", "P" + days + "D", "retention_column", "created_at"));
            ExpertReport report = judged(dataset, Map.of());
            Object predicate = report.result().getOrDefault("deletion_predicate", "false");
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FILTER (" + predicate
                            + "), count(*) FILTER (created_at < TIMESTAMP '2026-06-01 00:00:00' - to_days(" + days
                            + ")) FROM '"
                            + dataset.location() + "'")) {
                row.next();
                String told = "seed " + seed + ", round " + round;
                assertThat(report.result()).as(told).containsEntry("expired", row.getLong(1));
                assertThat(row.getLong(1)).as(told).isEqualTo(row.getLong(2));
            }
        }
    }

    @Test
    void without_a_declared_column_the_one_that_ages_records_is_found() {
        Dataset dataset = cases.known("members", """
                SELECT 'p' || i || '@example.org' AS mail, DATE '1980-05-06' + CAST(i AS INTEGER) AS date_of_birth,
                       DATE '2026-01-01' AS updated_at, DATE '2020-01-01' AS created_at FROM range(60) AS r(i)""", Map.of("retention", "P2Y"));
        ExpertReport report = judged(dataset, Map.of());

        assertThat(report.result())
                .containsEntry("status", "violated")
                .containsEntry("retention_column", "created_at")
                .containsEntry("proposed", true)
                .containsEntry("expired", 60L)
                .containsEntry("deletion_predicate", "\"created_at\" < TIMESTAMP '2024-06-01 00:00:00'")
                .containsEntry("date_columns", List.of("created_at", "updated_at"));
        assertThat(judged(dataset, Map.of("retention_column", "updated_at")).result())
                .containsEntry("status", "compliant");
        assertThat(judged(dataset, Map.of("retention", "P10Y")).result()).containsEntry("status", "compliant");
        assertThat(judged(dataset, Map.of("retention_column", "mail")).result())
                .containsEntry("status", "undetermined");
    }

    @Test
    void partitions_that_are_past_the_period_as_a_whole_are_named() {
        for (String year : List.of("2021", "2023", "2026")) {
            ParquetFile.write(
                    folder.resolve("events/year=" + year + "/part.parquet"),
                    "SELECT 'p' || i || '@example.org' AS mail, DATE '" + year
                            + "-01-01' + CAST(i AS INTEGER) AS event_date FROM range(300) AS r(i)");
        }
        Dataset dataset =
                cases.known(folder.resolve("events"), Map.of("retention", "P3Y", "retention_column", "event_date"));
        ExpertReport report = judged(dataset, Map.of());

        assertThat(report.result()).containsEntry("partitions_to_delete", List.of("year=2021"));
        assertThat(report.findings()).extracting(Finding::recommendation).allMatch(text -> text.contains("year=2021"));
    }

    @Test
    void without_a_period_nothing_is_judged() {
        Dataset dataset =
                cases.known("undeclared", "SELECT 'p' || i || '@example.org' AS mail FROM range(60) AS r(i)", Map.of());

        assertThat(judged(dataset, Map.of()).result()).containsEntry("status", "undeclared");
    }

    @Test
    void wrong_inputs_are_told_together() {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> cases.perform(ACTION, Map.of("retention", "two years", "scope", "nothing")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder("/retention", "/scope"));
    }

    @Test
    void over_an_inventory_each_dataset_is_judged_and_consent_that_cannot_be_shown_is_told() throws Exception {
        String people =
                "SELECT 'p' || i || '@example.org' AS mail, DATE '2025-06-01' AS created_at, i > 0 AS agreed FROM range(60) AS r(i)";
        Map<String, Object> kept =
                Map.of("retention", "P2Y", "retention_column", "created_at", "lawful_basis", "contract");
        Dataset good = cases.known("good", people, kept);
        Dataset late = cases.known(
                "late",
                people,
                Map.of("retention", "P30D", "retention_column", "created_at", "lawful_basis", "contract"));
        Dataset open = cases.known("open", people, Map.of("lawful_basis", "consent"));
        Dataset some = cases.known(
                "some",
                people,
                Map.of(
                        "retention",
                        "P2Y",
                        "retention_column",
                        "created_at",
                        "lawful_basis",
                        "consent",
                        "consent_source",
                        "agreed"));
        Dataset gone = cases.known("gone", people, kept);
        Files.delete(folder.resolve("gone.parquet"));
        String key = "security_inventory.personal_datasets";
        List<Map<String, String>> listed = List.of(good, late, open, some, gone).stream()
                .map(dataset -> Map.of("id", dataset.id()))
                .toList();
        ContextValue value = new ContextValue(key, listed, "SecurityExpert", ComplianceCase.CLOCK.instant());

        ExpertReport report = cases.perform(ACTION, Map.of("scope", "all"), ContextView.of(Map.of(key, value)));

        assertThat(report.summary())
                .isEqualTo(
                        "Retention of 5 datasets: 1 violated, 1 undeclared, 1 undetermined, 2 compliant; 2 lack consent");
        assertThat(report.result())
                .containsEntry("status", "violated")
                .containsEntry("consent_gaps", List.of(open.location(), some.location()))
                .containsEntry("without_lawful_basis", List.of());
        assertThat(ComplianceCase.one(report, "datasets", "name", "late").get("deletion_predicate"))
                .isEqualTo("\"created_at\" < TIMESTAMP '2026-05-02 00:00:00'");
        assertThat(report.findings()).extracting(Finding::reference).contains("GDPR Art. 5(1)(e)", "GDPR Art. 7(1)");
        assertThat(report.findings()).extracting(Finding::id).doesNotHaveDuplicates();
        assertThat(report.toString()).doesNotContain("@example.org");
    }
}
