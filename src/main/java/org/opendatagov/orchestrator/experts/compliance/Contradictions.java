package org.opendatagov.orchestrator.experts.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Declarations;

/** Declarations of one dataset that cannot be true together, or that its data contradicts (GDPR Art. 5(2)). */
final class Contradictions {
    private Contradictions() {}

    static Outcome of(Facts facts) {
        List<String> found = new ArrayList<>(between(facts.declared()));
        found.addAll(withData(facts));
        found.addAll(facts.contradictions());
        return found.isEmpty()
                ? Outcome.satisfied("No declaration contradicts another.", Map.of())
                : Outcome.needs(
                        List.of("declarations_that_agree"),
                        String.join(" ", found),
                        Map.of("contradictions", List.copyOf(found)));
    }

    static List<String> between(Declarations declared) {
        List<String> found = new ArrayList<>();
        boolean consent = declared.lawfulBasis().filter("consent"::equals).isPresent();
        boolean explicit = declared.specialCategoryCondition()
                .filter("explicit_consent"::equals)
                .isPresent();
        if (declared.consentSource().isPresent() && declared.lawfulBasis().isPresent() && !consent && !explicit) {
            found.add("consent_source is declared, yet lawful_basis is %s."
                    .formatted(declared.lawfulBasis().get()));
        }
        if (explicit && declared.lawfulBasis().isPresent() && !consent) {
            found.add("special_category_condition is explicit_consent, yet lawful_basis is %s."
                    .formatted(declared.lawfulBasis().get()));
        }
        boolean nobody = declared.recipients().stream().anyMatch("none"::equalsIgnoreCase);
        if (nobody && declared.recipients().size() > 1) {
            found.add("recipients are none and others at once.");
        }
        if (nobody && !declared.transfers().isEmpty()) {
            found.add(
                    "recipients are none, yet transfers go to %s.".formatted(String.join(", ", declared.transfers())));
        }
        boolean anonymous = declared.maskingMeasures().stream().anyMatch(measure -> measure.startsWith("anonymi"));
        if (anonymous && declared.lawfulBasis().isPresent()) {
            found.add(
                    "anonymisation is declared, and a lawful basis, which anonymous data does not need (recital 26).");
        }
        if (declared.retentionColumn().isPresent() && declared.retention().isEmpty()) {
            found.add("retention_column is declared without a retention period.");
        }
        return found;
    }

    private static List<String> withData(Facts facts) {
        List<String> found = new ArrayList<>();
        facts.declared()
                .retentionColumn()
                .filter(label -> facts.column(label).isEmpty())
                .ifPresent(label -> found.add("retention_column '%s' is no column of the dataset.".formatted(label)));
        facts.declared().maskedColumns().stream()
                .filter(label -> facts.column(label).isEmpty())
                .forEach(label ->
                        found.add("masked_columns names '%s', which is no column of the dataset.".formatted(label)));
        facts.declared().maskedColumns().stream()
                .filter(label -> facts.personal().containsKey(label))
                .forEach(label -> found.add("masked_columns names '%s', whose values still match %s."
                        .formatted(label, String.join(", ", facts.personal().getOrDefault(label, List.of())))));
        return found;
    }
}
