package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.privacy.LabelHints;

/**
 * 45 CFR 164.514(b)(2)(i)(C): of dates about an individual the year alone may stay, and no year that tells of an age over 89. Dates that are all
 * the first of January are years.
 */
final class YearCheck implements Check {
    private static final List<String> ABOUT_PERSONS = List.of(
            "birth",
            "dob",
            "birthday",
            "admission",
            "admitted",
            "discharge",
            "discharged",
            "death",
            "died",
            "deceased",
            "visit",
            "encounter",
            "appointment",
            "service_date",
            "diagnosis",
            "diagnosed",
            "procedure",
            "treatment",
            "surgery",
            "hire_date",
            "specimen",
            "collection_date",
            "prescription",
            "exam");
    private static final int OLDEST = 89;

    private final ColumnCounts counts;
    private final Clock clock;

    YearCheck(ColumnCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public Outcome of(Facts facts) {
        List<ColumnProfile> dates = facts.profile().columns().stream()
                .filter(column -> ColumnCounts.dated(column) || years(column, facts))
                .toList();
        List<String> aggregates = new ArrayList<>();
        dates.forEach(column -> aggregates.addAll(aggregates(column, facts)));
        List<Long> counted = counts.of(facts.dataset(), aggregates);
        List<String> whole = new ArrayList<>();
        List<String> open = new ArrayList<>();
        long old = 0;
        for (int index = 0; index < dates.size(); index++) {
            if (counted.get(2 * index) > 0) {
                (aboutPersons(dates.get(index), facts) ? whole : open)
                        .add(dates.get(index).name());
            }
            old += counted.get(2 * index + 1);
        }
        return outcome(whole, open, old);
    }

    private static Outcome outcome(List<String> whole, List<String> open, long old) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("columns", whole);
        figures.put("doubtful_columns", open);
        figures.put("births_over_89_years_ago", old);
        if (!whole.isEmpty() || old > 0) {
            return Outcome.violated(
                    (whole.isEmpty() ? "" : "More than the year is in %s. ".formatted(String.join(", ", whole)))
                            + "%,d years of birth tell of an age over 89.".formatted(old),
                    figures);
        }
        return open.isEmpty()
                ? Outcome.satisfied("No date holds more than a year.", figures)
                : Outcome.needs(
                        List.of("relation_of_dates"),
                        "More than the year is in %s; whether these dates are about an individual, a person must say."
                                .formatted(String.join(", ", open)),
                        figures);
    }

    private static boolean born(ColumnProfile column, Facts facts) {
        return facts.personal().getOrDefault(column.name(), List.of()).contains("birth_date");
    }

    private static boolean years(ColumnProfile column, Facts facts) {
        return born(column, facts) && column.logicalType().equals("integer");
    }

    private static boolean aboutPersons(ColumnProfile column, Facts facts) {
        return born(column, facts) || LabelHints.says(column.name(), ABOUT_PERSONS);
    }

    /** Dates with more than a year, and births that make somebody older than 89. */
    private List<String> aggregates(ColumnProfile column, Facts facts) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        if (years(column, facts)) {
            String year = "TRY_CAST(" + ColumnCounts.text(column) + " AS BIGINT)";
            String old = "%s BETWEEN 1850 AND %d".formatted(year, today.getYear() - OLDEST - 1);
            return List.of("0", ColumnCounts.count(old));
        }
        String moment = ColumnCounts.moment(column);
        String partial = "%1$s IS NOT NULL AND (month(%1$s) <> 1 OR day(%1$s) <> 1)".formatted(moment);
        String old = "%s <= DATE '%s'".formatted(moment, today.minusYears(OLDEST + 1L));
        return List.of(ColumnCounts.count(partial), born(column, facts) ? ColumnCounts.count(old) : "0");
    }
}
