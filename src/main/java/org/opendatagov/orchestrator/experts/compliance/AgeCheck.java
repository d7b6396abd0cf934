package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.privacy.LabelHints;

/** 45 CFR 164.514(b)(2)(i)(C): ages over 89 are gathered into one category; a word such as {@code 90+} is one. */
final class AgeCheck implements Check {
    private static final List<String> LABELS =
            List.of("age", "ages", "age_years", "age_at_admission", "patient_age", "idade", "edad", "alter");

    private final ColumnCounts counts;

    AgeCheck(ColumnCounts counts) {
        this.counts = counts;
    }

    @Override
    public Outcome of(Facts facts) {
        List<ColumnProfile> ages = facts.profile().columns().stream()
                .filter(column -> column.distinct() > 0 && LabelHints.says(column.name(), LABELS))
                .toList();
        List<Long> over = counts.of(
                facts.dataset(),
                ages.stream()
                        .map(column ->
                                ColumnCounts.count("TRY_CAST(" + ColumnCounts.text(column) + " AS DOUBLE) >= 90"))
                        .toList());
        long sum = over.stream().mapToLong(Long::longValue).sum();
        return sum > 0
                ? Outcome.violated("%,d ages are over 89.".formatted(sum), Map.of("ages_over_89", sum))
                : Outcome.satisfied(
                        ages.isEmpty() ? "No column is known to hold ages." : "No age is over 89.",
                        Map.of("ages_over_89", 0L));
    }
}
