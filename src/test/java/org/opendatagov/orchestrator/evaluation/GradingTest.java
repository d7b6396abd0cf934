package org.opendatagov.orchestrator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class GradingTest {
    @TempDir
    Path folder;

    private static Finding finding(String column, Severity severity, FindingSource source) {
        return new Finding(
                column + source,
                severity,
                "Column '" + column + "' holds something",
                "",
                Subject.ofColumn("a.csv", column),
                source,
                1,
                List.of(),
                "",
                "GDPR Art. 4(1)");
    }

    private static Expected column(String name) {
        return new Expected(Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Grading grading(List<Expected> expected, List<Expected> allowed, Finding... findings) {
        return new Grading(
                new LabelledCase("case", "SecurityExpert", "detect_pii", Map.of(), expected, allowed),
                new ExpertReport("", List.of(findings), List.of(), Map.of(), Map.of(), Map.of()));
    }

    @Test
    void precision_and_recall_are_counted_by_labels() {
        Grading grading = grading(
                List.of(column("mail"), column("name"), column("phone")),
                List.of(column("maybe")),
                finding("mail", Severity.HIGH, FindingSource.RULE),
                finding("mail", Severity.LOW, FindingSource.MODEL),
                finding("stock", Severity.LOW, FindingSource.MODEL),
                finding("name", Severity.INFO, FindingSource.RULE),
                finding("colour", Severity.INFO, FindingSource.RULE),
                finding("maybe", Severity.HIGH, FindingSource.RULE));

        Scores scores = grading.scores(new BigDecimal("0.02"));

        assertThat(scores.recall()).contains(2.0 / 3);
        assertThat(scores.precision()).contains(3.0 / 4);
        assertThat(scores.modelPrecision()).contains(1.0 / 2);
        assertThat(scores.unsupportedShare()).isEmpty();
        assertThat(grading.missed()).containsExactly("column phone");
        assertThat(grading.wrong()).containsExactly("Column 'stock' holds something");
    }

    @Test
    void a_case_with_nothing_to_find_has_no_recall_and_all_that_is_found_is_wrong() {
        Scores scores = grading(List.of(), List.of(), finding("stock", Severity.LOW, FindingSource.RULE))
                .scores(BigDecimal.ZERO);

        assertThat(scores.recall()).isEmpty();
        assertThat(scores.precision()).contains(0.0);
        assertThat(Scores.NONE.precision()).isEmpty();
    }

    @Test
    void totals_are_sums_and_not_means() {
        Scores half = new Scores(2, 1, 4, 2, 0, 0, 3, 1, BigDecimal.ONE);
        Scores whole = new Scores(8, 8, 8, 8, 0, 0, 1, 0, BigDecimal.ONE);

        Scores total = Scores.sum(List.of(half, whole));

        assertThat(total.recall()).contains(0.9);
        assertThat(total.precision()).contains(10.0 / 12);
        assertThat(total.unsupportedShare()).contains(0.2);
        assertThat(total.costUsd()).isEqualByComparingTo("2");
    }

    @Test
    void files_beside_the_labels_are_found_and_no_others() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        write("""
                expert: SecurityExpert
                action: detect_pii
                cases:
                  - { id: one, inputs: { file_path: a.csv, text: b.csv, other: ../a.csv } }
                """);

        Map<String, Object> inputs = LabelledCases.read(folder).getFirst().inputs();

        assertThat(inputs)
                .containsEntry("file_path", folder.resolve("a.csv").toString())
                .containsEntry("text", "b.csv")
                .containsEntry("other", "../a.csv");
    }

    @Test
    void all_that_is_wrong_with_labels_is_told_at_once_with_its_place() throws IOException {
        write("""
                expert: SecurityExpert
                colour: red
                cases:
                  - { id: one, action: detect_pii, expected: [{}, { columns: a }] }
                  - { id: one, inputs: [], allowed: a }
                """);

        assertThatThrownBy(() -> LabelledCases.read(folder))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(problem -> problem.path())
                                .containsExactlyInAnyOrder(
                                        "/colour",
                                        "/cases/0/expected/0",
                                        "/cases/0/expected/1/columns",
                                        "/cases/1/action",
                                        "/cases/1/inputs",
                                        "/cases/1/allowed",
                                        "/cases/1/id"));
    }

    @Test
    void a_folder_without_labels_or_with_garbage_is_told_so() throws IOException {
        assertThatThrownBy(() -> LabelledCases.read(folder)).hasMessageContaining("evaluation.yaml");
        write("{ cases: [");
        assertThatThrownBy(() -> LabelledCases.read(folder)).hasMessageContaining("YAML");
        write("expert: a\n");
        assertThatThrownBy(() -> LabelledCases.read(folder)).hasMessageContaining("one case at least");
    }

    @Test
    void the_shipped_labels_can_be_read_and_their_files_are_there() {
        for (String name : List.of("security", "quality")) {
            assertThat(LabelledCases.read(Path.of("samples", "evaluation", name)))
                    .isNotEmpty()
                    .allSatisfy(labelled -> assertThat(
                                    Path.of(String.valueOf(labelled.inputs().get("file_path"))))
                            .exists());
        }
    }

    @Test
    void a_model_that_is_named_is_asked_alone_and_none_asks_none() {
        List<String> asked = List.of("evaluate", "samples/evaluation/security", "--model=some");

        assertThat(EvaluateCommand.withSettings(asked)).contains("--orchestrator.expert-models.SecurityExpert=some");
        assertThat(EvaluateCommand.withSettings(List.of("evaluate", "samples/evaluation/quality", "--model=none")))
                .contains("--orchestrator.expert-models.QualityExpert=");
        assertThat(EvaluateCommand.withSettings(List.of("evaluate", "no/such", "--model=none")))
                .hasSize(3);
        assertThat(EvaluateCommand.asked(List.of("--x", "evaluate"))).isFalse();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("evaluation.yaml"), yaml);
    }
}
