package org.opendatagov.orchestrator.experts.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of Great Expectations 1.x that are run as asked, with what each takes and how much its outcome tells. */
enum ExpectationType {
    COLUMN_VALUES_TO_NOT_BE_NULL(Tells.COUNTS, "column", "mostly?"),
    COLUMN_VALUES_TO_BE_NULL(Tells.COUNTS, "column", "mostly?"),
    COLUMN_VALUES_TO_BE_UNIQUE(Tells.COUNTS, "column", "mostly?"),
    COLUMN_VALUES_TO_BE_BETWEEN(
            Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?", "mostly?"),
    COLUMN_VALUES_TO_BE_IN_SET(Tells.VALUES, "column", "value_set", "mostly?"),
    COLUMN_VALUES_TO_NOT_BE_IN_SET(Tells.VALUES, "column", "value_set", "mostly?"),
    COLUMN_VALUES_TO_MATCH_REGEX(Tells.VALUES, "column", "regex", "mostly?"),
    COLUMN_VALUES_TO_NOT_MATCH_REGEX(Tells.VALUES, "column", "regex", "mostly?"),
    COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN(
            Tells.COUNTS, "column", "min_value?", "max_value?", "strict_min?", "strict_max?", "mostly?"),
    COLUMN_VALUE_LENGTHS_TO_EQUAL(Tells.COUNTS, "column", "value", "mostly?"),
    COLUMN_MIN_TO_BE_BETWEEN(Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_MAX_TO_BE_BETWEEN(Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_MEAN_TO_BE_BETWEEN(Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_MEDIAN_TO_BE_BETWEEN(Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_STDEV_TO_BE_BETWEEN(Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_SUM_TO_BE_BETWEEN(Tells.VALUES, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_UNIQUE_VALUE_COUNT_TO_BE_BETWEEN(
            Tells.COUNTS, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN(
            Tells.COUNTS, "column", "min_value?", "max_value?", "strict_min?", "strict_max?"),
    COLUMN_PAIR_VALUES_TO_BE_EQUAL(Tells.VALUES, "column_a", "column_b", "mostly?"),
    COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B(Tells.VALUES, "column_a", "column_b", "or_equal?", "mostly?"),
    COMPOUND_COLUMNS_TO_BE_UNIQUE(Tells.COUNTS, "column_list", "mostly?"),
    COLUMN_TO_EXIST(Tells.NOTHING, "column"),
    TABLE_ROW_COUNT_TO_BE_BETWEEN(Tells.NOTHING, "min_value?", "max_value?", "strict_min?", "strict_max?"),
    TABLE_ROW_COUNT_TO_EQUAL(Tells.NOTHING, "value"),
    TABLE_COLUMN_COUNT_TO_BE_BETWEEN(Tells.NOTHING, "min_value?", "max_value?", "strict_min?", "strict_max?"),
    TABLE_COLUMN_COUNT_TO_EQUAL(Tells.NOTHING, "value"),
    TABLE_COLUMNS_TO_MATCH_SET(Tells.NOTHING, "column_set"),
    TABLE_COLUMNS_TO_MATCH_ORDERED_LIST(Tells.NOTHING, "column_list");

    /** How much the outcome says of a column's values. */
    enum Tells {
        /** Nothing: it is about the table. */
        NOTHING,
        /** How many there are, how many differ, how long they are: what the profile of a personal column says, too. */
        COUNTS,
        /** How they lie to values that the caller chose, which singles out persons where a column is personal. */
        VALUES
    }

    private final Tells tells;
    private final String declared;

    /** @param parameters those that may be left out end with a question mark */
    ExpectationType(Tells tells, String... parameters) {
        this.tells = tells;
        this.declared = String.join(" ", parameters);
    }

    /** Great Expectations' name: {@code expect_column_values_to_be_unique}. */
    String text() {
        String words = name().toLowerCase(Locale.ROOT);
        return "expect_"
                + (this == COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B ? words.replace("_a_", "_A_") : words)
                        .replaceAll("_than_b$", "_than_B");
    }

    static Optional<ExpectationType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ExpectationType::text).toList();
    }

    Tells tells() {
        return tells;
    }

    List<String> required() {
        return Stream.of(declared.split(" ", -1))
                .filter(parameter -> !parameter.endsWith("?"))
                .toList();
    }

    List<String> parameters() {
        return List.of(declared.replace("?", "").split(" ", -1));
    }

    /** Whether its bounds are of the column's own kind; other ones are on counts, lengths and figures. */
    boolean boundedByValues() {
        return this == COLUMN_VALUES_TO_BE_BETWEEN
                || this == COLUMN_MIN_TO_BE_BETWEEN
                || this == COLUMN_MAX_TO_BE_BETWEEN;
    }

    boolean bounded() {
        return parameters().contains("min_value");
    }
}
