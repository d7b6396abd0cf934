package org.opendatagov.orchestrator.experts.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.Problem;

/** What can be wrong with an asked expectation, whatever the data holds; what the action's schema says of it is not said again. */
final class ExpectationForm {
    private static final int MOST_VALUES = 100;
    private static final int LONGEST = 300;
    private static final int MOST_STEPS = 1_000;

    private final AskedExpectation asked;
    private final ExpectationType type;
    private final List<Problem> problems = new ArrayList<>();

    private ExpectationForm(AskedExpectation asked) {
        this.asked = asked;
        this.type = asked.type();
    }

    /** All that is wrong with the inputs. */
    static List<Problem> problems(ExpertRequest request) {
        List<Problem> problems = new ArrayList<>(numbers(request));
        if (request.inputs().get("type") instanceof String name) {
            problems.addAll(ExpectationType.of(name)
                    .map(type ->
                            new ExpectationForm(new AskedExpectation(type, AskedExpectation.given(request))).problems())
                    .orElseGet(() -> List.of(unknown(name))));
        }
        return problems;
    }

    private static Problem unknown(String name) {
        return new Problem(
                "unknown_expectation",
                "/type",
                "'%s' is no type of expectation that is run; there are %s."
                        .formatted(AskedExpectation.shortened(name), String.join(", ", ExpectationType.names())));
    }

    private static List<Problem> numbers(ExpertRequest request) {
        List<Problem> problems = new ArrayList<>();
        for (String name : List.of("min_value", "max_value")) {
            if (unbounded(request.inputs().get(name))) {
                problems.add(new Problem(
                        "wrong_value",
                        "/" + name,
                        "Parameter '%s' must be a number of at most 38 digits, a date such as 2026-01-31 or a time such as 2026-01-31T09:30:00."
                                .formatted(name)));
            }
        }
        if (request.inputs().get("value") instanceof Number value && unbounded(value)) {
            problems.add(new Problem("wrong_value", "/value", "Parameter 'value' must have at most 38 digits."));
        }
        return problems;
    }

    /** What the schema takes, and what is no bound all the same. */
    private static boolean unbounded(@Nullable Object value) {
        boolean taken = value instanceof String
                || value instanceof Boolean
                || (value instanceof Number number && Double.isFinite(number.doubleValue()));
        return taken && !ChosenValues.bound(String.valueOf(value));
    }

    private List<Problem> problems() {
        names();
        if (!type.bounded() || type.boundedByValues()) {
            return forms();
        }
        Stream.of("min_value", "max_value")
                .filter(name -> asked.given().get(name) instanceof String text
                        && ChosenValues.bound(text)
                        && ChosenValues.number(text).isEmpty())
                .forEach(name -> wrong("wrong_value", name, "must be a number"));
        return forms();
    }

    private void names() {
        String takes = String.join(", ", type.parameters());
        asked.given().keySet().stream()
                .filter(name -> !type.parameters().contains(name))
                .forEach(name -> wrong("unknown_parameter", name, "is none of its parameters: " + takes));
        type.required().stream()
                .filter(name -> !asked.given().containsKey(name))
                .forEach(name -> wrong("missing_input", name, "is missing; it takes " + takes));
        if (type.bounded() && Stream.of("min_value", "max_value").noneMatch(asked.given()::containsKey)) {
            wrong("missing_input", "min_value", "is missing, and max_value too; give one of them or both");
        }
    }

    private List<Problem> forms() {
        asked.given().forEach((name, value) -> form(name, value).ifPresent(what -> wrong("wrong_value", name, what)));
        return problems;
    }

    private static Optional<String> form(String name, Object value) {
        return switch (name) {
            case "mostly" ->
                value instanceof Number share && !(share.doubleValue() >= 0 && share.doubleValue() <= 1)
                        ? Optional.of("must be a share, 0 to 1")
                        : Optional.empty();
            case "regex" ->
                PatternSize.of(String.valueOf(value)) > MOST_STEPS
                        ? Optional.of("must be simpler: with its repetitions written out it may have %,d steps"
                                .formatted(MOST_STEPS))
                        : text(List.of(value));
            default -> value instanceof List<?> list ? list(list) : text(List.of(value));
        };
    }

    private static Optional<String> list(List<?> list) {
        if (list.isEmpty() || list.size() > MOST_VALUES) {
            return Optional.of("must hold 1 to %d members, holds %d".formatted(MOST_VALUES, list.size()));
        }
        return list.stream().anyMatch(Objects::isNull) ? Optional.of("must hold no null") : text(list);
    }

    private static Optional<String> text(List<?> values) {
        return values.stream().anyMatch(ExpectationForm::unusable)
                ? Optional.of("must hold no control characters, and at most %d characters".formatted(LONGEST))
                : Optional.empty();
    }

    private static boolean unusable(@Nullable Object value) {
        return value instanceof String text
                && (text.length() > LONGEST
                        || text.codePoints()
                                .anyMatch(character -> Character.isISOControl(character)
                                        || Character.getType(character) == Character.SURROGATE));
    }

    private void wrong(String code, String name, String what) {
        problems.add(new Problem(code, "/" + name, "Parameter '%s' of %s %s.".formatted(name, type.text(), what)));
    }
}
