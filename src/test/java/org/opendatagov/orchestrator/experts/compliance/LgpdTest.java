package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.expert.ExpertReport;

class LgpdTest {
    private static final String PATIENTS =
            "SELECT 'p' || i || '@example.org' AS mail, ['asthma', 'gout'][1 + i % 2] AS diagnosis, DATE '2026-01-01' AS signup FROM range(60) AS r(i)";

    private final ComplianceCase cases;

    LgpdTest(@TempDir Path folder) {
        this.cases = new ComplianceCase(folder);
    }

    private ExpertReport judged(Map<String, ?> declared) {
        Dataset dataset = cases.known("pacientes", PATIENTS, declared);
        return cases.perform("validate_lgpd", Map.of("file_path", dataset.location()));
    }

    private static Map<String, Object> complete(String basis) {
        Map<String, Object> declared = new LinkedHashMap<>();
        declared.put("owner", "clinic");
        declared.put("region", "sa-east-1");
        declared.put("purpose", "treatment");
        declared.put("lawful_basis", basis);
        declared.put("retention", "P20Y");
        declared.put("retention_column", "signup");
        declared.put("data_subjects", List.of("patients"));
        declared.put("recipients", List.of("none"));
        declared.put("necessity", "mail and diagnosis to treat");
        declared.put("security_measures", List.of("encryption_at_rest"));
        declared.put("impact_assessment", "wiki/ripd");
        declared.put("privacy_notice", "https://example.org/privacidade");
        declared.put("rights_procedure", "desk");
        return declared;
    }

    @ParameterizedTest
    @CsvSource({
        "consent, satisfied",
        "legal_obligation, satisfied",
        "public_task, satisfied",
        "research, satisfied",
        "legal_proceedings, satisfied",
        "vital_interests, satisfied",
        "health_protection, satisfied",
        "contract, needs_evidence",
        "legitimate_interests, violated",
        "credit_protection, violated"
    })
    void sensitive_data_has_fewer_bases_than_other(String basis, String verdict) {
        ExpertReport report = judged(complete(basis));

        assertThat(ComplianceCase.rule(report, "lgpd-11").get("verdict")).isEqualTo(verdict);
        assertThat(ComplianceCase.rule(report, "lgpd-7").get("verdict")).isEqualTo("satisfied");
    }

    @ParameterizedTest
    @CsvSource({
        "sa-east-1, , , satisfied",
        "sa-east-1, PT, , satisfied",
        "eu-west-1, , , satisfied",
        "sa-east-1, US, , needs_evidence",
        "sa-east-1, US, standard_contractual_clauses, satisfied",
        "sa-east-1, US, adequacy_decision, violated",
        "sa-east-1, GB, adequacy_decision, violated"
    })
    void what_leaves_brazil_needs_an_adequacy_decision_or_a_safeguard(
            String region, @Nullable String transfer, @Nullable String safeguard, String verdict) {
        Map<String, Object> declared = complete("health_protection");
        declared.put("region", region);
        if (transfer != null) {
            declared.put("recipients", List.of("laboratory"));
            declared.put("transfers", List.of(transfer));
        }
        if (safeguard != null) {
            declared.put("transfer_safeguard", safeguard);
        }

        assertThat(ComplianceCase.rule(judged(declared), "lgpd-33").get("verdict"))
                .isEqualTo(verdict);
    }

    @Test
    void what_is_in_order_is_said_to_be_so() {
        ExpertReport report = judged(complete("health_protection"));

        assertThat(report.summary()).isEqualTo("LGPD: what data and declarations can decide is in order");
        assertThat(report.context()).containsEntry("lgpd_verdict", "satisfied");
    }

    @Test
    void a_basis_that_the_gdpr_lacks_is_none_there() {
        Dataset dataset = cases.known("pacientes", PATIENTS, complete("credit_protection"));
        ExpertReport report = cases.perform("validate_gdpr", Map.of("file_path", dataset.location()));

        assertThat(ComplianceCase.rule(report, "gdpr-6").get("verdict")).isEqualTo("needs_evidence");
        assertThat(report.findings()).anyMatch(finding -> finding.detail().contains("none of Art. 6(1)"));
    }
}
