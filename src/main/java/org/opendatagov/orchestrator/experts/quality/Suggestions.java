package org.opendatagov.orchestrator.experts.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.experts.quality.Expectation.Weight;

/** Suggests expectations by Deequ's constraint suggestion rules; nothing of a personal column's values enters one. */
final class Suggestions {
    /** Deequ, RetainCompletenessRule: from here on the lower bound of the 95 % Wilson interval is kept. */
    private static final double LOWEST_COMPLETENESS = 0.2;

    /** Different values of a number, a moment or a document in every row are chance, not a rule. */
    private static final Set<String> UNIQUE_BY_CHANCE =
            Set.of("decimal", "boolean", "date", "timestamp", "time", "json", "nested", "empty");

    /** What the profile has counted on all rows is not counted again. */
    private static final String NONE = "count(*) FILTER (false)";

    private final DatasetProfile profile;
    private final Facts facts;
    private final List<Expectation> all = new ArrayList<>();

    private Suggestions(DatasetProfile profile, Facts facts) {
        this.profile = profile;
        this.facts = facts;
    }

    /** @param keys composed keys that hold on all rows */
    static List<Expectation> of(DatasetProfile profile, Facts facts, List<List<String>> keys) {
        Suggestions suggestions = new Suggestions(profile, facts);
        suggestions.table();
        if (profile.rows() > 0) {
            profile.columns().forEach(suggestions::column);
            keys.forEach(suggestions::key);
        }
        return suggestions.all;
    }

    private void table() {
        Map<String, Object> band = new LinkedHashMap<>();
        band.put("min_value", profile.rows() / 2);
        band.put("max_value", Math.max(1, profile.rows() * 2));
        table("expect_table_row_count_to_be_between", band, "row count within half and double", Weight.WARNING);
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(
                "column_set",
                profile.columns().stream().map(ColumnProfile::name).toList());
        columns.put("exact_match", true);
        table("expect_table_columns_to_match_set", columns, "columns as they are", Weight.CRITICAL);
    }

    private void table(String type, Map<String, Object> kwargs, String rule, Weight weight) {
        all.add(new Expectation(type, kwargs, rule, weight, NONE, profile.rows(), 1, false));
    }

    private void column(ColumnProfile column) {
        completeness(column);
        unique(column);
        long present = profile.rows() - column.nulls() - facts.notANumber(column);
        if (present > 0) {
            all.addAll(new ValueSuggestions(column, facts, present).all());
        }
    }

    private void completeness(ColumnProfile column) {
        long missing = column.nulls() + facts.notANumber(column);
        double complete = (double) (profile.rows() - missing) / profile.rows();
        String id = Sql.identifier(column.name());
        String nulls = Facts.floating(column)
                ? "count(*) FILTER (" + id + " IS NULL OR isnan(" + id + "))"
                : "count(*) - count(" + id + ")";
        Expectation present = new Expectation(
                "expect_column_values_to_not_be_null",
                Map.of("column", column.name()),
                missing == 0 ? "Deequ CompleteIfCompleteRule" : "Deequ RetainCompletenessRule",
                missing == 0 ? Weight.CRITICAL : Weight.WARNING,
                nulls,
                profile.rows(),
                1,
                false);
        if (missing == 0) {
            all.add(present);
        } else if (complete >= LOWEST_COMPLETENESS) {
            all.add(present.mostly(Wilson.lowerBound(complete, profile.rows())));
        }
    }

    private void unique(ColumnProfile column) {
        boolean unique = column.nulls() == 0 && column.distinct() == profile.rows() && profile.rows() > 1;
        if (unique && !column.distinctApproximate() && !UNIQUE_BY_CHANCE.contains(column.logicalType())) {
            all.add(new Expectation(
                    "expect_column_values_to_be_unique",
                    Map.of("column", column.name()),
                    "Deequ UniqueIfApproximatelyUniqueRule, all values counted",
                    Weight.CRITICAL,
                    NONE,
                    profile.rows(),
                    1,
                    false));
        }
    }

    private void key(List<String> columns) {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        kwargs.put("column_list", columns);
        String ids = String.join(", ", columns.stream().map(Sql::identifier).toList());
        all.add(new Expectation(
                "expect_compound_columns_to_be_unique",
                kwargs,
                "composed candidate key",
                Weight.CRITICAL,
                "count(*) - count(DISTINCT (" + ids + "))",
                profile.rows(),
                1,
                true));
    }
}
