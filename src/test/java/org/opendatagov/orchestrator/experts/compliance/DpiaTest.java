package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;

class DpiaTest {
    private static final String PATIENTS =
            "SELECT 'p' || i || '@example.org' AS mail, ['asthma', 'gout'][1 + i % 2] AS diagnosis FROM range(60) AS r(i)";
    private static final String CUSTOMERS = "SELECT 'p' || i || '@example.org' AS mail FROM range(60) AS r(i)";

    private final ComplianceCase cases;

    DpiaTest(@TempDir Path folder) {
        this.cases = new ComplianceCase(folder);
    }

    private ExpertReport assessed(String select, Map<String, ?> declared) {
        Dataset dataset = cases.known("people", select, declared);
        return cases.perform("assess_dpia", Map.of("file_path", dataset.location()));
    }

    private static Object met(ExpertReport report, int number) {
        return String.valueOf(
                ComplianceCase.one(report, "criteria", "number", number).get("met"));
    }

    @Test
    void two_met_criteria_ask_for_an_assessment() {
        ExpertReport report = assessed(
                PATIENTS, Map.of("data_subjects", List.of("patients"), "upstream", List.of("visits", "laboratory")));

        assertThat(report.result())
                .containsEntry("conclusion", "likely_required")
                .containsEntry("criteria_met", 3);
        assertThat(List.of(met(report, 4), met(report, 6), met(report, 7))).containsOnly("met");
        assertThat(report.findings())
                .extracting(Finding::title)
                .containsExactly("An impact assessment is likely required, and none is declared");
        assertThat(assessed(PATIENTS, Map.of("impact_assessment", "wiki/dpia-3"))
                        .findings())
                .isEmpty();
    }

    @Test
    void what_no_data_shows_is_left_to_people_and_never_denied() {
        ExpertReport report = assessed(CUSTOMERS, Map.of());

        assertThat(report.result()).containsEntry("conclusion", "undecided").containsEntry("criteria_met", 0);
        for (int number = 1; number <= 9; number++) {
            assertThat(met(report, number)).isEqualTo("undecided");
            assertThat(String.valueOf(ComplianceCase.one(report, "criteria", "number", number)
                            .get("for_people")))
                    .isNotBlank();
        }
        assertThat(String.valueOf(report.result().get("for_people"))).contains("Art. 35(4)");
    }

    @Test
    void the_declared_purpose_speaks() {
        ExpertReport report = assessed(
                CUSTOMERS,
                Map.of("purpose", "credit score", "tags", List.of("automated"), "data_subjects", List.of("customers")));

        assertThat(met(report, 1)).isEqualTo("met");
        assertThat(met(report, 2)).isEqualTo("met");
        assertThat(met(report, 7)).isEqualTo("not_met");
        assertThat(report.result()).containsEntry("conclusion", "likely_required");
    }

    @Test
    void without_personal_data_there_is_nothing_to_assess() {
        assertThat(assessed("SELECT 'Lisbon' AS city FROM range(60)", Map.of()).result())
                .containsEntry("conclusion", "not_applicable");
    }
}
