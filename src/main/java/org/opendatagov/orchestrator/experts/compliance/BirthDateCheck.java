package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;

/** GDPR Art. 5(1)(d): dates of birth that nobody alive can have. The oldest person on record lived 122 years. */
final class BirthDateCheck implements Check {
    private static final int LONGEST_LIFE = 130;

    private final ColumnCounts counts;
    private final Clock clock;

    BirthDateCheck(ColumnCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public Outcome of(Facts facts) {
        List<ColumnProfile> births = facts.profile().columns().stream()
                .filter(column -> ColumnCounts.dated(column)
                        && facts.personal()
                                .getOrDefault(column.name(), List.of())
                                .contains("birth_date"))
                .toList();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        List<Long> impossible = counts.of(
                facts.dataset(),
                births.stream()
                        .map(ColumnCounts::moment)
                        .map(moment -> ColumnCounts.count("%s > DATE '%s' OR %s < DATE '%s'"
                                .formatted(moment, today, moment, today.minusYears(LONGEST_LIFE))))
                        .toList());
        long sum = impossible.stream().mapToLong(Long::longValue).sum();
        if (sum > 0) {
            return Outcome.violated(
                    "%,d dates of birth lie in the future or more than %d years back.".formatted(sum, LONGEST_LIFE),
                    Map.of("impossible_birth_dates", sum));
        }
        return Outcome.satisfied(
                births.isEmpty() ? "No column can be held against anything." : "All dates of birth are possible.",
                Map.of());
    }
}
