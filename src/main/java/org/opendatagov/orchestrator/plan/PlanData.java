package org.opendatagov.orchestrator.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Takes data that JSON, YAML or XML gave apart without trusting its types. */
final class PlanData {
    /** Real plans are tens of levels deep; what is deeper by far is none, and would exhaust the stack. */
    static final int MAX_DEPTH = 500;

    private PlanData() {}

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((key, member) -> {
                if (member != null) {
                    map.put(String.valueOf(key), member);
                }
            });
        }
        return map;
    }

    static List<?> list(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> List.of(value);
        };
    }

    static Optional<Double> figure(Map<String, Object> members, String name, double factor) {
        Object value = members.get(name);
        OptionalDouble number = value == null ? OptionalDouble.empty() : Quantities.number(value);
        return number.isPresent() ? Optional.of(number.getAsDouble() * factor) : Optional.empty();
    }

    static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "The plan is nested more than %d levels deep; give the EXPLAIN output of one query."
                            .formatted(MAX_DEPTH));
        }
    }
}
