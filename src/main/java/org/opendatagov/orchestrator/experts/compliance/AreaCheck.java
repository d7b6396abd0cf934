package org.opendatagov.orchestrator.experts.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.privacy.LabelHints;

/** 45 CFR 164.514(b)(2)(i)(B): of ZIP codes the first three digits may stay, and of those not the ones of small areas. */
final class AreaCheck implements Check {
    private static final List<String> LABELS = List.of(
            "zip",
            "zip3",
            "zip5",
            "zipcode",
            "zip_code",
            "zip_prefix",
            "postal",
            "postal_code",
            "postalcode",
            "postcode");
    private static final int COUNTS = 4;

    private final ColumnCounts counts;
    private final SmallAreas areas;

    AreaCheck(ColumnCounts counts, SmallAreas areas) {
        this.counts = counts;
        this.areas = areas;
    }

    @Override
    public Outcome of(Facts facts) {
        List<ColumnProfile> columns = facts.profile().columns().stream()
                .filter(column -> column.distinct() > 0 && LabelHints.says(column.name(), LABELS))
                .toList();
        List<String> aggregates = new ArrayList<>();
        columns.forEach(column -> aggregates.addAll(aggregates(column)));
        List<Long> counted = counts.of(facts.dataset(), aggregates);
        long full = sum(counted, 0);
        long small = sum(counted, 1);
        long unknown = sum(counted, 3) - full - sum(counted, 2);
        Map<String, Object> figures =
                Map.of("full_codes", full, "restricted_codes", small, "other_codes", unknown, "list", areas.date());
        if (full + small > 0) {
            return Outcome.violated(
                    "%,d ZIP codes have more than three digits, %,d of three digits are of areas with 20,000 people or fewer."
                            .formatted(full, small),
                    figures);
        }
        return unknown > 0
                ? Outcome.needs(
                        List.of("area_of_codes"),
                        "%,d postal codes are no ZIP codes; what area they stand for is not known.".formatted(unknown),
                        figures)
                : Outcome.satisfied("", figures);
    }

    private static long sum(List<Long> counted, int which) {
        long sum = 0;
        for (int index = which; index < counted.size(); index += COUNTS) {
            sum += counted.get(index);
        }
        return sum;
    }

    /** Codes in full, those of small areas, those of three digits, and all. A number has lost its leading zeros. */
    private List<String> aggregates(ColumnProfile column) {
        boolean number = column.physicalType().matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?");
        String text = ColumnCounts.text(column);
        String code = number ? "lpad(" + text + ", CASE WHEN length(" + text + ") > 3 THEN 5 ELSE 3 END, '0')" : text;
        String three = "regexp_full_match(" + code + ", '[0-9]{3}([*xX]{2})?')";
        String restricted = areas.restricted().stream().map(Sql::literal).collect(Collectors.joining(", "));
        return List.of(
                ColumnCounts.count("regexp_full_match(" + code + ", '[0-9]{5}(-?[0-9]{4})?')"),
                ColumnCounts.count(three + " AND left(" + code + ", 3) IN (" + restricted + ")"),
                ColumnCounts.count(three),
                ColumnCounts.count(text + " <> ''"));
    }
}
