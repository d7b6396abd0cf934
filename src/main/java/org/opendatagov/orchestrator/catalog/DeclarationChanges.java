package org.opendatagov.orchestrator.catalog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Declarations as people write them (snake_case members), checked, all problems at once. */
public final class DeclarationChanges {
    private static final Set<String> TEXTS =
            Set.of("owner", "region", "purpose", "lawful_basis", "retention", "retention_column", "consent_source");
    private static final Set<String> LISTS = Set.of("tags", "data_subjects", "recipients", "transfers", "upstream");
    /** GDPR Art. 6(1)(a) to (f). */
    private static final Set<String> BASES =
            Set.of("consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests");

    private static final String SCHEDULE = "schedule";

    private DeclarationChanges() {}

    /**
     * What is declared after the changes: named members replace, null removes, others stay.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem, its path a member's name
     */
    public static Map<String, Object> merge(Map<?, ?> declared, Map<String, Object> changes) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        declared.forEach((name, value) -> merged.put(String.valueOf(name), value));
        changes.forEach((name, value) -> {
            check(name, value, problems);
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return merged;
    }

    private static void check(String name, @Nullable Object value, List<Problem> problems) {
        if (!TEXTS.contains(name) && !LISTS.contains(name) && !name.equals(SCHEDULE)) {
            problems.add(problem(name, "is unknown; known are " + known() + "."));
        } else if (value == null) {
            return;
        } else if (TEXTS.contains(name)) {
            checkText(name, value, problems);
        } else if (LISTS.contains(name)) {
            boolean texts = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            if (!texts) {
                problems.add(problem(name, "must be a list of texts."));
            }
        } else {
            checkSchedule(value, problems);
        }
    }

    private static String known() {
        List<String> names = new ArrayList<>(TEXTS);
        names.addAll(LISTS);
        names.add(SCHEDULE);
        return String.join(", ", names.stream().sorted().toList());
    }

    private static void checkText(String name, Object value, List<Problem> problems) {
        if (!(value instanceof String text) || text.isBlank()) {
            problems.add(problem(name, "must be text."));
        } else if (name.equals("lawful_basis") && !BASES.contains(text)) {
            problems.add(problem(
                    name,
                    "must be one of "
                            + String.join(", ", BASES.stream().sorted().toList()) + "."));
        } else if (name.equals("retention") && !period(text)) {
            problems.add(problem(name, "must be an ISO-8601 period, such as P2Y or P90D."));
        }
    }

    private static boolean period(String text) {
        try {
            return !Period.parse(text).isNegative() && !Period.parse(text).isZero();
        } catch (DateTimeException e) {
            return duration(text);
        }
    }

    private static boolean duration(String text) {
        try {
            return Duration.parse(text).isPositive();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void checkSchedule(Object value, List<Problem> problems) {
        for (String member : List.of("runs_per_month", "hours_per_run", "executors", "executor_rate")) {
            boolean number = value instanceof Map<?, ?> map
                    && map.get(member) instanceof Number given
                    && given.doubleValue() >= 0;
            if (!number) {
                problems.add(problem(SCHEDULE + "/" + member, "must be a number of 0 or more."));
            }
        }
    }

    private static Problem problem(String path, String what) {
        return new Problem("invalid_declaration", "/" + path, "'" + path + "' " + what);
    }

    /** The declarations of checked members. */
    public static Declarations read(Map<?, ?> declared) {
        return new Declarations(
                text(declared, "owner"),
                text(declared, "region"),
                texts(declared, "tags"),
                text(declared, "purpose"),
                text(declared, "lawful_basis"),
                texts(declared, "data_subjects"),
                text(declared, "retention"),
                text(declared, "retention_column"),
                text(declared, "consent_source"),
                texts(declared, "recipients"),
                texts(declared, "transfers"),
                schedule(declared.get(SCHEDULE)),
                texts(declared, "upstream"));
    }

    private static Optional<String> text(Map<?, ?> declared, String name) {
        return declared.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static List<String> texts(Map<?, ?> declared, String name) {
        return declared.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Optional<ProcessingSchedule> schedule(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return Optional.of(new ProcessingSchedule(
                number(map, "runs_per_month"),
                number(map, "hours_per_run"),
                (int) number(map, "executors"),
                number(map, "executor_rate")));
    }

    private static double number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
