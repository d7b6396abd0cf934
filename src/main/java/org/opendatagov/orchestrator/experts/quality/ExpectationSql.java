package org.opendatagov.orchestrator.experts.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/** Writes what counts or measures an asked expectation, over the view {@code dataset}; its columns are there and its values fit them. */
final class ExpectationSql {
    private final AskedExpectation asked;
    private final List<ColumnProfile> columns;

    /** What is selected. */
    sealed interface Selected {
        /** How many elements are judged, and how many of them contradict. */
        record Counted(String elements, String unexpected) implements Selected {}

        /** A figure of the column, and whether it lies as it is to. */
        record Observed(String value, String inside) implements Selected {}
    }

    /** @param columns in the order in which the expectation names them, one at least */
    ExpectationSql(AskedExpectation asked, List<ColumnProfile> columns) {
        this.asked = asked;
        this.columns = columns;
    }

    Selected selected() {
        ChosenValues values = new ChosenValues(columns.getFirst());
        return switch (asked.type()) {
            case COLUMN_VALUES_TO_NOT_BE_NULL -> counted("true", "NOT (" + values.present() + ")");
            case COLUMN_VALUES_TO_BE_NULL -> counted("true", values.present());
            case COLUMN_VALUES_TO_BE_UNIQUE, COMPOUND_COLUMNS_TO_BE_UNIQUE -> unique();
            case COLUMN_VALUES_TO_BE_BETWEEN -> counted(values.present(), outside(values::compared));
            case COLUMN_VALUES_TO_BE_IN_SET -> counted(values.present(), "NOT (" + inSet(values) + ")");
            case COLUMN_VALUES_TO_NOT_BE_IN_SET -> counted(values.present(), inSet(values));
            case COLUMN_VALUES_TO_MATCH_REGEX -> counted(values.present(), "NOT " + matches(values));
            case COLUMN_VALUES_TO_NOT_MATCH_REGEX -> counted(values.present(), matches(values));
            case COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN -> counted(values.present(), outside(figure(length())));
            case COLUMN_VALUE_LENGTHS_TO_EQUAL ->
                counted(
                        values.present(),
                        figure(length()).apply("<>", asked.given().get("value")).orElseThrow());
            case COLUMN_PAIR_VALUES_TO_BE_EQUAL -> pair("=");
            case COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B -> pair(asked.flag("or_equal") ? ">=" : ">");
            case COLUMN_MIN_TO_BE_BETWEEN -> extreme("min", values);
            case COLUMN_MAX_TO_BE_BETWEEN -> extreme("max", values);
            case COLUMN_MEAN_TO_BE_BETWEEN -> figured("avg", values);
            case COLUMN_MEDIAN_TO_BE_BETWEEN -> figured("median", values);
            case COLUMN_STDEV_TO_BE_BETWEEN -> figured("stddev_samp", values);
            case COLUMN_SUM_TO_BE_BETWEEN -> figured("sum", values);
            case COLUMN_UNIQUE_VALUE_COUNT_TO_BE_BETWEEN -> observed(distinct(values));
            case COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN ->
                observed(distinct(values) + " / nullif(count(*) FILTER (" + values.present() + "), 0)");
            case COLUMN_TO_EXIST,
                    TABLE_ROW_COUNT_TO_BE_BETWEEN,
                    TABLE_ROW_COUNT_TO_EQUAL,
                    TABLE_COLUMN_COUNT_TO_BE_BETWEEN,
                    TABLE_COLUMN_COUNT_TO_EQUAL,
                    TABLE_COLUMNS_TO_MATCH_SET,
                    TABLE_COLUMNS_TO_MATCH_ORDERED_LIST ->
                throw new IllegalArgumentException(asked.type() + " needs no query");
        };
    }

    private static Selected.Counted counted(String elements, String unexpected) {
        return new Selected.Counted(
                "count(*) FILTER (" + elements + ")", "count(*) FILTER ((" + elements + ") AND (" + unexpected + "))");
    }

    /** Rows whose values another row has, too; rows without any of them are not judged. */
    private Selected unique() {
        String present = columns.stream()
                .map(column -> "(" + new ChosenValues(column).present() + ")")
                .collect(Collectors.joining(" OR "));
        String repeated = "(SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM dataset WHERE "
                + present + " GROUP BY " + ids() + " HAVING count(*) > 1))";
        return new Selected.Counted("count(*) FILTER (" + present + ")", repeated);
    }

    private String ids() {
        return columns.stream().map(column -> Sql.identifier(column.name())).collect(Collectors.joining(", "));
    }

    private String inSet(ChosenValues values) {
        return ((List<?>) asked.given().getOrDefault("value_set", List.of()))
                .stream()
                        .map(value -> values.compared("=", value).orElseThrow())
                        .collect(Collectors.joining(" OR "));
    }

    private String matches(ChosenValues values) {
        return "regexp_matches(" + values.values() + ", " + Sql.literal(asked.text("regex")) + ")";
    }

    private String length() {
        return "length(" + Sql.identifier(columns.getFirst().name()) + ")";
    }

    /** A pair that misses one of the two contradicts; one that misses both is not judged. */
    private Selected pair(String operator) {
        ChosenValues first = new ChosenValues(columns.getFirst());
        ChosenValues second = new ChosenValues(columns.getLast());
        String both = "(" + first.present() + " AND " + second.present() + ")";
        String holds = both + " AND " + first.values() + " " + operator + " " + second.values();
        return counted("(" + first.present() + ") OR (" + second.present() + ")", "NOT (" + holds + ")");
    }

    private Selected extreme(String function, ChosenValues values) {
        String found = function + "(" + values.values() + ") FILTER (" + values.present() + ")";
        String shown = values.number() ? found : "CAST(" + found + " AS VARCHAR)";
        return new Selected.Observed(
                shown, "NOT (" + outside((operator, bound) -> values.against(found, operator, bound)) + ")");
    }

    private Selected figured(String function, ChosenValues values) {
        return observed(function + "(" + values.values() + ") FILTER (" + values.present() + ")");
    }

    private String distinct(ChosenValues values) {
        return "count(DISTINCT " + Sql.identifier(columns.getFirst().name()) + ") FILTER (" + values.present() + ")";
    }

    private Selected observed(String figure) {
        return new Selected.Observed(figure, "NOT (" + outside(figure(figure)) + ")");
    }

    private static BiFunction<String, Object, Optional<String>> figure(String sql) {
        return (operator, bound) -> ChosenValues.number(bound)
                .map(number -> "(" + sql + ") " + operator + " CAST('" + number.doubleValue() + "' AS DOUBLE)");
    }

    private String outside(BiFunction<String, Object, Optional<String>> compared) {
        List<String> outside = new ArrayList<>();
        Stream.of("min", "max").forEach(end -> {
            Object bound = asked.given().get(end + "_value");
            String sign = end.equals("min") ? "<" : ">";
            String operator = asked.flag("strict_" + end) ? sign + "=" : sign;
            if (bound != null) {
                outside.add(compared.apply(operator, bound).orElseThrow());
            }
        });
        return String.join(" OR ", outside);
    }
}
