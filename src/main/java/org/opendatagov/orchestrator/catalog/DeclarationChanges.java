package org.opendatagov.orchestrator.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Declarations as people write them (snake_case members), checked, all problems at once. */
public final class DeclarationChanges {
    private static final String SCHEDULE = "schedule";

    private DeclarationChanges() {}

    /**
     * What is declared after the changes, by JSON merge patch (RFC 7396): named members replace, null removes, others stay,
     * and so within the schedule.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem, its path a JSON Pointer into the changes
     */
    public static Map<String, Object> merge(Map<?, ?> declared, Map<String, Object> changes) {
        Map<String, Object> whole = new LinkedHashMap<>(changes);
        if (changes.get(SCHEDULE) instanceof Map<?, ?> patch) {
            whole.put(SCHEDULE, patched(declared.get(SCHEDULE), patch));
        }
        List<Problem> problems = DeclarationChecks.problems(whole, "");
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        declared.forEach((name, value) -> merged.put(String.valueOf(name), value));
        whole.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        return merged;
    }

    private static Map<String, Object> patched(@Nullable Object before, Map<?, ?> patch) {
        Map<String, Object> patched = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> map) {
            map.forEach((name, value) -> patched.put(String.valueOf(name), value));
        }
        patch.forEach((name, value) -> {
            if (value == null) {
                patched.remove(String.valueOf(name));
            } else {
                patched.put(String.valueOf(name), value);
            }
        });
        return patched;
    }

    /** The statements that are new or say something else than when they were last made: a file read twice changes nothing. */
    public static Map<String, Object> changed(Map<?, ?> before, Map<String, Object> now) {
        Map<String, Object> changed = new LinkedHashMap<>();
        now.forEach((name, value) -> {
            if (!before.containsKey(name) || !Objects.equals(before.get(name), value)) {
                changed.put(name, value);
            }
        });
        return changed;
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
                texts(declared, "upstream"),
                text(declared, "necessity"),
                text(declared, "special_category_condition"),
                text(declared, "transfer_safeguard"),
                text(declared, "impact_assessment"),
                texts(declared, "security_measures"),
                texts(declared, "masked_columns"),
                text(declared, "privacy_notice"),
                text(declared, "rights_procedure"));
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
