package org.opendatagov.orchestrator.experts.quality.anonymity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.PersonalDatasets;
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

class AnonymityTest {
    private static final Catalog CATALOG = TestCatalogs.create();
    private static final String ACTION = "verify_anonymization";

    private final Path folder;
    private final Datasets datasets;
    private final QualityExpert expert;

    AnonymityTest(@TempDir Path folder) {
        this.folder = folder;
        this.datasets = TestDatasets.in(folder.resolve("data"), folder).datasets();
        this.expert = new QualityExpert(datasets, CATALOG);
    }

    private ExpertReport verified(String select, Map<String, Object> inputs) {
        Path file = ParquetFile.write(folder.resolve("table.parquet"), select);
        Map<String, Object> all = new LinkedHashMap<>(inputs);
        all.put("file_path", file.toString());
        ExpertReport report = expert.perform(Calls.of(ACTION, all));
        ResultCheck.valid(
                expert.actions().stream()
                        .filter(action -> action.name().equals(ACTION))
                        .findFirst()
                        .orElseThrow(),
                report);
        return report;
    }

    private static double number(Map<?, ?> figures, String name) {
        return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Machanavajjhala et al., l-Diversity, 2007, figure 2: 4-anonymous, and a class with one condition. */
    @Test
    void a_class_with_one_value_gives_it_away_however_large_it_is() {
        ExpertReport report = verified("""
                SELECT * FROM (VALUES ('130**', '<30', 'heart'), ('130**', '<30', 'heart'), ('130**', '<30', 'viral'),
                    ('130**', '<30', 'viral'), ('1485*', '>=40', 'cancer'), ('1485*', '>=40', 'heart'), ('1485*', '>=40', 'viral'),
                    ('1485*', '>=40', 'viral'), ('130**', '3*', 'cancer'), ('130**', '3*', 'cancer'), ('130**', '3*', 'cancer'),
                    ('130**', '3*', 'cancer')) AS t(zip, age, condition)""", Map.of("sensitive", List.of("condition"), "minimum_k", 4));

        assertThat(report.result())
                .containsEntry("rows", 12L)
                .containsEntry("classes", 3L)
                .containsEntry("k", 4L)
                .containsEntry("uniqueness", 0.0)
                .containsEntry("average_risk", 0.25)
                .containsEntry("l_diversity", 1L)
                .containsEntry("quasi_identifiers", List.of("zip", "age"))
                .containsEntry("proposed", true)
                .containsEntry("verdict", "verified");
        assertThat(report.findings())
                .extracting(Finding::title)
                .containsExactly("A class gives 'condition' away: all its records have one value");
    }

    /** The same paper, figure 3: 3-diverse. */
    @Test
    void diversity_counts_values_and_weighs_them() {
        ExpertReport report =
                verified("""
                SELECT * FROM (VALUES ('1305*', '<=40', 'heart'), ('1305*', '<=40', 'viral'), ('1305*', '<=40', 'cancer'),
                    ('1305*', '<=40', 'cancer'), ('1485*', '>40', 'cancer'), ('1485*', '>40', 'heart'), ('1485*', '>40', 'viral'),
                    ('1485*', '>40', 'viral'), ('1306*', '<=40', 'heart'), ('1306*', '<=40', 'viral'), ('1306*', '<=40', 'cancer'),
                    ('1306*', '<=40', 'cancer')) AS t(zip, age, condition)""", Map.of("quasi_identifiers", List.of("zip", "age"), "sensitive", List.of("condition")));

        assertThat(report.result()).containsEntry("k", 4L).containsEntry("l_diversity", 3L);
        assertThat(number(report.result(), "entropy_l_diversity")).isCloseTo(Math.sqrt(8), within(1e-4));
        assertThat(report.result()).containsEntry("verdict", "refuted");
        assertThat(report.findings())
                .extracting(Finding::title, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Records can be told apart: k is 4", Severity.MEDIUM));
    }

    static List<Map.Entry<String, Double>> salaries() {
        return List.of(
                // Li et al., t-Closeness, 2007, section 4.1: the distance of {3k, 4k, 5k} is 0.375, table 3.
                Map.entry(
                        "('a', 3), ('a', 4), ('a', 5), ('b', 6), ('b', 11), ('b', 8), ('c', 7), ('c', 9), ('c', 10)",
                        0.375),
                // Table 5 of the same paper: 0.167-close.
                Map.entry(
                        "('a', 3), ('a', 5), ('a', 9), ('b', 6), ('b', 11), ('b', 8), ('c', 4), ('c', 7), ('c', 10)",
                        1.0 / 6));
    }

    @ParameterizedTest
    @MethodSource("salaries")
    void closeness_of_salaries_is_that_of_the_paper(Map.Entry<String, Double> table) {
        ExpertReport report = verified(
                "SELECT * FROM (VALUES " + table.getKey() + ") AS t(zip, salary)",
                Map.of("quasi_identifiers", List.of("zip"), "sensitive", List.of("salary")));

        assertThat(number(report.result(), "t_closeness")).isCloseTo(table.getValue(), within(1e-5));
    }

    @Test
    void figures_are_those_of_a_count_by_hand_on_random_tables() {
        long seed = new Random().nextLong();
        System.out.println("AnonymityTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            RandomTable table = RandomTable.of(random);
            Map<?, ?> result = verified(
                            table.select(),
                            Map.of(
                                    "quasi_identifiers", List.of("q0", "q1"),
                                    "sensitive", List.of("word", "amount")))
                    .result();
            String told = "seed " + seed + ", round " + round;

            assertThat(number(result, "rows")).as(told).isEqualTo(table.rows().size());
            assertThat(number(result, "classes"))
                    .as(told)
                    .isEqualTo(table.classes().size());
            assertThat(number(result, "k")).as(told).isEqualTo(table.smallest());
            assertThat(number(result, "uniqueness")).as(told).isCloseTo(table.uniqueness(), within(1e-5));
            assertThat(number(result, "average_risk")).as(told).isCloseTo(table.risk(), within(1e-5));
            List<?> sensitive = (List<?>) result.get("sensitive");
            for (Object entry : sensitive == null ? List.of() : sensitive) {
                Map<?, ?> figures = (Map<?, ?>) entry;
                String column = String.valueOf(figures.get("column"));
                boolean ordered = column.equals("amount");
                assertThat(figures.get("distance")).isEqualTo(ordered ? "ordered" : "equal");
                assertThat(number(figures, "l_diversity")).as(told).isEqualTo(table.diversity(column));
                assertThat(number(figures, "entropy_l_diversity"))
                        .as(told)
                        .isCloseTo(table.entropy(column), within(1e-4));
                assertThat(number(figures, "t_closeness"))
                        .as(told + " " + column)
                        .isCloseTo(ordered ? table.ordered(column) : table.equal(column), within(1e-5));
            }
        }
    }

    @Test
    void a_column_that_still_identifies_refutes_whatever_k_is() {
        ExpertReport report = verified("""
                SELECT 'Lisbon' AS city, 'user' || i || '@example.org' AS mail, md5('salt' || i) AS ssn FROM range(60) AS r(i)""", Map.of("masked", List.of("mail", "ssn")));

        assertThat(report.result()).containsEntry("k", 60L).containsEntry("verdict", "refuted");
        assertThat(report.findings())
                .extracting(Finding::title)
                .containsExactly("Column 'mail' is said to be masked and still matches email");
        assertThat(ResultCheck.text(report)).doesNotContain("@example.org");
    }

    @Test
    void what_cannot_be_told_is_not_guessed() {
        ExpertReport report = verified("SELECT i AS code, 2 * i AS amount FROM range(10) AS r(i)", Map.of());

        assertThat(report.result())
                .containsEntry("verdict", "undetermined")
                .containsEntry("quasi_identifiers", List.of());
        assertThat(verified("SELECT 1 AS age WHERE false", Map.of()).result())
                .containsEntry("k", 0L)
                .containsEntry("verdict", "undetermined");
    }

    @Test
    void all_wrong_names_are_told_at_once() {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> verified(
                        "SELECT 1 AS a, 2 AS b",
                        Map.of(
                                "quasi_identifiers",
                                List.of("a", "x"),
                                "sensitive",
                                List.of("a", "y"),
                                "masked",
                                List.of("z"))))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder(
                                "/quasi_identifiers/1", "/sensitive/1", "/masked/0", "/sensitive/0"));
    }

    private Dataset recorded(String name, String select, Map<String, Object> declared) {
        Path file = ParquetFile.write(folder.resolve(name + ".parquet"), select);
        Dataset dataset = datasets.open(file.toString(), Map.of());
        CATALOG.record(dataset, datasets.profile(dataset));
        CATALOG.declare(dataset.id(), declared);
        return dataset;
    }

    @Test
    void of_an_inventory_each_dataset_that_is_said_to_be_masked_is_held_to_it() throws Exception {
        String people = "'user' || i || '@example.org' AS mail, 20 + i % 3 AS age FROM range(30) AS r(i)";
        String masked = "md5('salt' || i) AS mail, 20 + i % %d AS age FROM range(30) AS r(i)";
        Map<String, Object> said = Map.of("security_measures", List.of("pseudonymisation"));
        List<Dataset> all = List.of(
                recorded("plain", "SELECT " + people, Map.of("lawful_basis", "contract")),
                recorded("kept", "SELECT " + masked.replace("%d", "3"), said),
                recorded("loose", "SELECT " + masked.replace("%d", "30"), said),
                recorded("broken", "SELECT " + people, said),
                recorded("gone", "SELECT " + masked.replace("%d", "4"), said));
        java.nio.file.Files.delete(folder.resolve("gone.parquet"));
        List<Map<String, String>> listed =
                all.stream().map(dataset -> Map.of("id", dataset.id())).toList();
        String key = "security_inventory." + PersonalDatasets.SHARED;
        ContextValue value = new ContextValue(key, listed, "SecurityExpert", new TestClock().instant());

        ExpertReport report =
                expert.perform(Calls.of(ACTION, Map.of("scope", "all"), ContextView.of(Map.of(key, value))));

        assertThat(statuses(report))
                .containsExactly(
                        "needs_pseudonymisation",
                        "anonymised",
                        "pseudonymised",
                        "needs_pseudonymisation",
                        "undetermined");
        assertThat(report.summary())
                .isEqualTo(
                        "1 of 5 personal datasets are anonymised, 2 need pseudonymisation, 1 are pseudonymised alone, of 1 it cannot be told");
        assertThat(report.findings())
                .extracting(Finding::title)
                .contains("'plain' needs pseudonymisation", "'gone' is said to be masked, and its data cannot be read");
        assertThat(report.fingerprints()).hasSize(3);
        assertThat(report.findings()).extracting(Finding::id).doesNotHaveDuplicates();
    }

    private static List<String> statuses(ExpertReport report) {
        return report.result().get("datasets") instanceof List<?> judged
                ? judged.stream()
                        .map(one -> String.valueOf(((Map<?, ?>) one).get("status")))
                        .toList()
                : List.of();
    }
}
