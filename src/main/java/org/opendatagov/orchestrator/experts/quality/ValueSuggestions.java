package org.opendatagov.orchestrator.experts.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.dataset.TopValue;
import org.opendatagov.orchestrator.experts.quality.Expectation.Weight;

/** Suggestions on the values of one column: ranges, sets, lengths, shapes. Of a personal column lengths and shapes alone. */
final class ValueSuggestions {
    /** Deequ, CategoricalRangeRule and FractionalCategoricalRangeRule: largest share of values seen once. */
    private static final double SEEN_ONCE = 0.1;

    private static final double SEEN_ONCE_FRACTIONAL = 0.4;
    /** Deequ, FractionalCategoricalRangeRule: least share of the rows that the set covers. */
    private static final double COVERAGE = 0.9;

    /** Years that every reader's timestamps reach: 64-bit nanoseconds around 1970. */
    private static final String MOMENT = "(1[789]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}.*";

    private final ColumnProfile column;
    private final Facts facts;
    private final long present;
    private final String id;
    private final List<Expectation> all = new ArrayList<>();

    ValueSuggestions(ColumnProfile column, Facts facts, long present) {
        this.column = column;
        this.facts = facts;
        this.present = present;
        this.id = Sql.identifier(column.name());
    }

    List<Expectation> all() {
        boolean open = !column.privacy().personal();
        if (open && column.numbers().isPresent()) {
            numbers();
        }
        if (open) {
            earliest();
        }
        boolean listed = open && column.physicalType().equals("VARCHAR") && set();
        column.text().ifPresent(text -> lengths(text.minimumLength(), text.maximumLength()));
        if (!listed) {
            Patterns.of(column).ifPresent(this::pattern);
        }
        return all;
    }

    /** A counter goes on, so it has no last; what is infinite or no number is above every bound. */
    private void numbers() {
        Facts.Floating floating = facts.floating().get(column.name());
        String least = floating == null ? column.minimum().orElse("") : floating.minimum();
        String most = floating == null ? column.maximum().orElse("") : floating.maximum();
        if (least.isEmpty() || most.isEmpty()) {
            return;
        }
        BigDecimal width = new BigDecimal(most).subtract(new BigDecimal(least));
        Map<String, Object> kwargs = kwargs();
        List<String> outside = new ArrayList<>();
        if (floating == null || floating.negativeInfinite() == 0) {
            kwargs.put("min_value", Bounds.below(column, least, width));
            outside.add(number() + " < " + literal(kwargs.get("min_value")));
        }
        boolean counter = column.logicalType().equals("integer") && column.distinct() == present;
        if (!counter && (floating == null || floating.infinite() + floating.notANumber() == 0)) {
            kwargs.put("max_value", Bounds.above(column, most, width));
            outside.add(number() + " > " + literal(kwargs.get("max_value")));
        }
        if (!outside.isEmpty()) {
            boolean negative = new BigDecimal(least).signum() < 0;
            between(kwargs, negative ? "range" : "Deequ NonNegativeNumbersRule and range", outside);
        }
    }

    private String number() {
        boolean integer = column.logicalType().equals("integer");
        return integer ? id : "CAST(" + id + " AS DOUBLE)";
    }

    private static String literal(Object bound) {
        return bound instanceof Double number
                ? "CAST(" + Sql.literal(Double.toString(number)) + " AS DOUBLE)"
                : bound.toString();
    }

    /** Moments go on, so they have a first but no last; of dates kept as text the order is that of text. */
    private void earliest() {
        boolean moment = column.physicalType().equals("DATE")
                || (column.physicalType().startsWith("TIMESTAMP")
                        && column.logicalType().equals("timestamp"));
        String first = column.minimum().orElse("");
        if (moment && first.matches(MOMENT)) {
            String day = first.substring(0, 10);
            boolean zoned = column.physicalType().endsWith("TIME ZONE");
            String from = column.physicalType().equals("DATE") ? day : day + "T00:00:00" + (zoned ? "+00:00" : "");
            Map<String, Object> kwargs = kwargs();
            kwargs.put("min_value", from);
            between(
                    kwargs,
                    "nothing before the first day seen",
                    List.of(id + " < CAST(" + Sql.literal(from) + " AS " + column.physicalType() + ")"));
        }
    }

    private void between(Map<String, Object> kwargs, String rule, List<String> outside) {
        String unexpected = "count(*) FILTER (" + String.join(" OR ", outside) + ")";
        all.add(new Expectation(
                "expect_column_values_to_be_between", kwargs, rule, Weight.WARNING, unexpected, present, 1, false));
    }

    /** All values where they are few, else the most frequent ones where they cover nearly all rows. */
    private boolean set() {
        List<String> listed = facts.values().get(column.name());
        List<TopValue> top = column.topValues();
        long covered = top.stream().mapToLong(TopValue::count).sum();
        double once = (double) column.singletons().orElse(column.distinct()) / Math.max(1, column.distinct());
        boolean whole = listed != null || (top.size() == column.distinct() && once <= SEEN_ONCE);
        boolean most = once <= SEEN_ONCE_FRACTIONAL && (double) covered / present >= COVERAGE;
        List<String> values = listed != null
                ? listed
                : top.stream().map(TopValue::value).sorted().toList();
        boolean cut = listed == null && values.stream().anyMatch(value -> value.endsWith("…"));
        if (cut || values.isEmpty() || !(whole || most)) {
            return false;
        }
        all.add(set(values, !whole));
        return true;
    }

    private Expectation set(List<String> values, boolean fractional) {
        Map<String, Object> kwargs = kwargs();
        kwargs.put("value_set", values);
        String literals = String.join(", ", values.stream().map(Sql::literal).toList());
        return new Expectation(
                "expect_column_values_to_be_in_set",
                kwargs,
                fractional ? "Deequ FractionalCategoricalRangeRule" : "Deequ CategoricalRangeRule",
                fractional ? Weight.INFO : Weight.WARNING,
                "count(*) FILTER (" + id + " NOT IN (" + literals + "))",
                present,
                1,
                fractional);
    }

    private void lengths(int least, int most) {
        Map<String, Object> kwargs = kwargs();
        kwargs.put("min_value", least);
        kwargs.put("max_value", most);
        all.add(new Expectation(
                "expect_column_value_lengths_to_be_between",
                kwargs,
                "Deequ HasMinLength and HasMaxLength",
                Weight.WARNING,
                "count(*) FILTER (length(" + id + ") NOT BETWEEN " + least + " AND " + most + ")",
                present,
                1,
                false));
    }

    private void pattern(String regex) {
        Map<String, Object> kwargs = kwargs();
        kwargs.put("regex", regex);
        all.add(new Expectation(
                "expect_column_values_to_match_regex",
                kwargs,
                "format of the values",
                Weight.WARNING,
                "count(*) FILTER (NOT regexp_matches(" + id + ", " + Sql.literal(regex) + "))",
                present,
                1,
                true));
    }

    private Map<String, Object> kwargs() {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        kwargs.put("column", column.name());
        return kwargs;
    }
}
