package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;

class ContradictionsTest {
    private static List<String> between(Map<String, Object> declared) {
        return Contradictions.between(DeclarationChanges.read(declared));
    }

    @Test
    void declarations_that_hardly_go_together_are_asked_about_each() {
        assertThat(between(Map.of("consent_source", "crm", "lawful_basis", "contract")))
                .containsExactly("consent_source is declared, yet lawful_basis is contract.");
        assertThat(between(Map.of("special_category_condition", "explicit_consent", "lawful_basis", "contract")))
                .containsExactly("special_category_condition is explicit_consent, yet lawful_basis is contract.");
        assertThat(between(Map.of("recipients", List.of("none", "bank"))))
                .containsExactly("recipients are none and others at once.");
        assertThat(between(Map.of("recipients", List.of("None"), "transfers", List.of("US", "IN"))))
                .containsExactly("recipients are none, yet transfers go to US, IN.");
        assertThat(between(Map.of("security_measures", List.of("anonymisation"), "lawful_basis", "consent")))
                .hasSize(1);
        assertThat(between(Map.of("retention_column", "day")))
                .containsExactly("retention_column is declared without a retention period.");
    }

    @Test
    void declarations_that_go_together_are_not() {
        assertThat(between(Map.of())).isEmpty();
        assertThat(between(Map.of(
                        "consent_source",
                        "crm",
                        "lawful_basis",
                        "consent",
                        "special_category_condition",
                        "explicit_consent",
                        "recipients",
                        List.of("none"),
                        "retention",
                        "P1Y",
                        "retention_column",
                        "day",
                        "security_measures",
                        List.of("pseudonymisation"))))
                .isEmpty();
    }
}
