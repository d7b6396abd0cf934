package org.opendatagov.orchestrator.experts.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.experts.quality.ExpectationType.Tells;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Holds an asked expectation against the columns of the data. Who may choose a value, a bound or a pattern and is told how many of a
 * personal column's values fit it can ask whether a person is among them, and find out each value by halves; so of columns whose values the
 * profile does not show, only what the profile tells of them anyway is run.
 */
final class ExpectationProbe {
    private static final int MOST_NAMED = 100;

    private final AskedExpectation asked;
    private final Map<String, ColumnProfile> known = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ExpectationProbe(AskedExpectation asked, DatasetProfile profile) {
        this.asked = asked;
        profile.columns().forEach(column -> known.put(column.name(), column));
    }

    /** All that keeps it from being run on these columns. */
    static List<Problem> problems(AskedExpectation asked, DatasetProfile profile) {
        ExpectationProbe probe = new ExpectationProbe(asked, profile);
        if (asked.type().tells() != Tells.NOTHING) {
            asked.columns().forEach(probe::column);
        }
        if (probe.problems.isEmpty()) {
            probe.values();
        }
        return probe.problems;
    }

    private void column(String path, String name) {
        ColumnProfile column = known.get(name);
        if (column == null) {
            wrong(
                    "unknown_column",
                    path,
                    "'%s' is no column of the dataset; its columns are %s."
                            .formatted(AskedExpectation.shortened(name), listed()));
        } else if (asked.type().tells() == Tells.VALUES && !shown(column) && !ownFormat(column)) {
            wrong(
                    "personal_column",
                    path,
                    "Column '%s' holds personal data, or may: how many of its values fit a chosen value, bound or pattern is not told. Of it are run %s, and the regex that define_expectations suggests."
                            .formatted(name, counting()));
        }
    }

    private String listed() {
        String names = known.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = known.size() - MOST_NAMED;
        return more > 0 ? names + " and %,d more".formatted(more) : names;
    }

    /** Whether its values may be seen at all: the profile shows some, or there are none. */
    private static boolean shown(ColumnProfile column) {
        boolean binary = column.physicalType().equals("BLOB");
        boolean seen = column.distinct() == 0 || !column.topValues().isEmpty();
        return seen && !binary && !column.privacy().personal();
    }

    private boolean ownFormat(ColumnProfile column) {
        return asked.type() == ExpectationType.COLUMN_VALUES_TO_MATCH_REGEX
                && Patterns.of(column).equals(Optional.of(asked.text("regex")));
    }

    private static String counting() {
        return Arrays.stream(ExpectationType.values())
                .filter(type -> type.tells() == Tells.COUNTS)
                .map(ExpectationType::text)
                .collect(Collectors.joining(", "));
    }

    private void values() {
        switch (asked.type()) {
            case COLUMN_VALUES_TO_BE_BETWEEN, COLUMN_MIN_TO_BE_BETWEEN, COLUMN_MAX_TO_BE_BETWEEN -> bounds(column());
            case COLUMN_VALUES_TO_BE_IN_SET, COLUMN_VALUES_TO_NOT_BE_IN_SET -> set(column());
            case COLUMN_VALUES_TO_MATCH_REGEX,
                    COLUMN_VALUES_TO_NOT_MATCH_REGEX,
                    COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN,
                    COLUMN_VALUE_LENGTHS_TO_EQUAL ->
                kind(column().physicalType().equals("VARCHAR"), "text");
            case COLUMN_MEAN_TO_BE_BETWEEN,
                    COLUMN_MEDIAN_TO_BE_BETWEEN,
                    COLUMN_STDEV_TO_BE_BETWEEN,
                    COLUMN_SUM_TO_BE_BETWEEN -> kind(new ChosenValues(column()).number(), "a number");
            case COLUMN_PAIR_VALUES_TO_BE_EQUAL, COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B -> pair();
            default -> {
                // The others take any column.
            }
        }
    }

    private ColumnProfile column() {
        return named("column");
    }

    private ColumnProfile named(String parameter) {
        return Objects.requireNonNull(known.get(asked.text(parameter)), parameter);
    }

    private void kind(boolean fits, String wanted) {
        if (!fits) {
            wrong(
                    "wrong_column",
                    "/column",
                    "Column '%s' is %s; %s is run on columns that hold %s."
                            .formatted(
                                    column().name(),
                                    column().physicalType(),
                                    asked.type().text(),
                                    wanted));
        }
    }

    private void bounds(ColumnProfile column) {
        ChosenValues values = new ChosenValues(column);
        Optional<String> wanted = values.bounds();
        kind(wanted.isPresent(), "numbers, dates or times");
        wanted.ifPresent(form -> List.of("min_value", "max_value").forEach(name -> {
            Object bound = asked.given().get(name);
            if (bound != null && values.compared("<", bound).isEmpty()) {
                wrong(
                        "wrong_value",
                        "/" + name,
                        "Parameter '%s' must be %s, as column '%s' is %s."
                                .formatted(name, form, column.name(), column.physicalType()));
            }
        }));
    }

    private void set(ColumnProfile column) {
        ChosenValues values = new ChosenValues(column);
        List<?> set = (List<?>) asked.given().getOrDefault("value_set", List.of());
        for (int index = 0; index < set.size(); index++) {
            if (values.compared("=", set.get(index)).isEmpty()) {
                wrong(
                        "wrong_value",
                        "/value_set/" + index,
                        "Member %d of 'value_set' must be %s, as column '%s' is %s."
                                .formatted(
                                        index, values.bounds().orElse("text"), column.name(), column.physicalType()));
            }
        }
    }

    private void pair() {
        ColumnProfile first = named("column_a");
        ColumnProfile second = named("column_b");
        if (!new ChosenValues(first).comparable(new ChosenValues(second))) {
            wrong(
                    "wrong_column",
                    "/column_b",
                    "Columns '%s' (%s) and '%s' (%s) cannot be compared."
                            .formatted(first.name(), first.physicalType(), second.name(), second.physicalType()));
        }
    }

    private void wrong(String code, String path, String message) {
        problems.add(new Problem(code, path, message));
    }
}
