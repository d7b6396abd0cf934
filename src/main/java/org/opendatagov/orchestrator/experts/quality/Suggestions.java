package org.opendatagov.orchestrator.experts.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.NumberStatistics;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.dataset.TextStatistics;
import org.opendatagov.orchestrator.dataset.TopValue;

/** Suggests expectations by Deequ's rules; nothing of a personal column's values enters one. */
final class Suggestions {
    /** Deequ, RetainCompletenessRule: between these the lower bound of the 95 % Wilson interval is kept. */
    private static final double LOWEST_COMPLETENESS = 0.2;

    private static final double Z = 1.96;
    private static final int LARGEST_SET = 10;

    private final DatasetProfile profile;
    private final List<Expectation> all = new ArrayList<>();

    private Suggestions(DatasetProfile profile) {
        this.profile = profile;
    }

    static List<Expectation> of(DatasetProfile profile) {
        Suggestions suggestions = new Suggestions(profile);
        suggestions.table();
        if (profile.rows() > 0) {
            profile.columns().forEach(suggestions::column);
        }
        return suggestions.all;
    }

    private void table() {
        Map<String, Object> band = new LinkedHashMap<>();
        band.put("min_value", profile.rows() / 2);
        band.put("max_value", Math.max(1, profile.rows() * 2));
        add(
                "expect_table_row_count_to_be_between",
                band,
                "row count within half and double",
                "count(*) FILTER (false)",
                1);
        List<String> names = profile.columns().stream().map(ColumnProfile::name).toList();
        add(
                "expect_table_columns_to_match_set",
                Map.of("column_set", names, "exact_match", true),
                "columns as they are",
                "count(*) FILTER (false)",
                1);
    }

    private void column(ColumnProfile column) {
        long rows = profile.rows();
        long present = rows - column.nulls();
        String id = Sql.identifier(column.name());
        completeness(column, (double) present / rows, id);
        if (column.nulls() == 0
                && column.distinct() == rows
                && rows > 1
                && !column.logicalType().equals("nested")) {
            add(
                    "expect_column_values_to_be_unique",
                    kwargs(column),
                    "Deequ UniqueIfApproximatelyUniqueRule",
                    "count(*) - count(DISTINCT " + id + ")",
                    1);
        }
        if (!column.privacy().personal()) {
            column.numbers().filter(numbers -> present > 0).ifPresent(numbers -> range(column, numbers, id));
            set(column, present, id);
        }
        column.text().filter(text -> present > 0).ifPresent(text -> lengths(column, text, id));
    }

    private void completeness(ColumnProfile column, double complete, String id) {
        String nulls = "count(*) - count(" + id + ")";
        if (complete == 1) {
            add("expect_column_values_to_not_be_null", kwargs(column), "Deequ CompleteIfCompleteRule", nulls, 1);
        } else if (complete >= LOWEST_COMPLETENESS) {
            double mostly = Math.floor(wilson(complete, profile.rows()) * 100) / 100;
            Map<String, Object> kwargs = kwargs(column);
            kwargs.put("mostly", mostly);
            add("expect_column_values_to_not_be_null", kwargs, "Deequ RetainCompletenessRule", nulls, mostly);
        }
    }

    /** Lower bound of the 95 % Wilson score interval. */
    private static double wilson(double share, long count) {
        double square = Z * Z / count;
        double centre = share + square / 2;
        double width = Z * Math.sqrt(share * (1 - share) / count + square / (4 * count));
        return Math.max(0, (centre - width) / (1 + square));
    }

    /** Bounds are rounded outward: the profile keeps six significant digits. */
    private void range(ColumnProfile column, NumberStatistics numbers, String id) {
        double slack = 1e-5;
        double least = numbers.minimum() - Math.abs(numbers.minimum()) * slack;
        double most = numbers.maximum() + Math.abs(numbers.maximum()) * slack;
        Map<String, Object> kwargs = kwargs(column);
        kwargs.put("min_value", numbers.minimum() >= 0 ? Math.max(0, least) : least);
        kwargs.put("max_value", most);
        String bounds = "count(*) FILTER (" + id + " < " + kwargs.get("min_value") + " OR " + id + " > " + most + ")";
        add(
                "expect_column_values_to_be_between",
                kwargs,
                numbers.minimum() >= 0 ? "Deequ NonNegativeNumbersRule and range" : "range",
                bounds,
                1);
    }

    private void set(ColumnProfile column, long present, String id) {
        boolean few = column.distinct() >= 1 && column.distinct() <= LARGEST_SET && column.distinct() * 10 <= present;
        boolean words =
                column.physicalType().equals("VARCHAR") && column.topValues().size() == column.distinct();
        boolean whole = column.topValues().stream().noneMatch(top -> top.value().endsWith("…"));
        if (few && words && whole) {
            List<String> values =
                    column.topValues().stream().map(TopValue::value).sorted().toList();
            Map<String, Object> kwargs = kwargs(column);
            kwargs.put("value_set", values);
            String literals =
                    String.join(", ", values.stream().map(Sql::literal).toList());
            add(
                    "expect_column_values_to_be_in_set",
                    kwargs,
                    "Deequ CategoricalRangeRule",
                    "count(*) FILTER (" + id + " NOT IN (" + literals + "))",
                    1);
        }
    }

    private void lengths(ColumnProfile column, TextStatistics text, String id) {
        Map<String, Object> kwargs = kwargs(column);
        kwargs.put("min_value", text.minimumLength());
        kwargs.put("max_value", text.maximumLength());
        add(
                "expect_column_value_lengths_to_be_between",
                kwargs,
                "Deequ HasMinLength and HasMaxLength",
                "count(*) FILTER (length(" + id + ") NOT BETWEEN " + text.minimumLength() + " AND "
                        + text.maximumLength() + ")",
                1);
    }

    private static Map<String, Object> kwargs(ColumnProfile column) {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        kwargs.put("column", column.name());
        return kwargs;
    }

    private void add(String type, Map<String, Object> kwargs, String reason, String unexpected, double mostly) {
        all.add(new Expectation(type, kwargs, reason, unexpected, mostly));
    }
}
