package org.opendatagov.orchestrator.workflow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the inputs that a task states against the JSON schema of its action, as far as they are literal: names, types and
 * enumerations. A reference has its value at run time alone.
 */
final class InputSchema {
    private static final int DEEPEST = 10;

    private final Place place;
    private final Problems problems;
    private final String action;

    InputSchema(Place place, Problems problems, String action) {
        this.place = place;
        this.problems = problems;
        this.action = action;
    }

    void check(Map<String, Object> schema, Map<String, Object> inputs) {
        object(schema, inputs, "/inputs", 0);
    }

    private void object(Map<?, ?> schema, Map<?, ?> values, String pointer, int depth) {
        if (!(schema.get("properties") instanceof Map<?, ?> properties) || depth > DEEPEST) {
            return;
        }
        boolean open = depth > 0
                ? !Boolean.FALSE.equals(schema.get("additionalProperties"))
                : schema.containsKey("additionalProperties")
                        && !Boolean.FALSE.equals(schema.get("additionalProperties"));
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            String inner = Pointer.of(pointer, name);
            if (properties.get(name) instanceof Map<?, ?> property) {
                value(property, value, inner, name, depth + 1);
            } else if (!open) {
                unknown(name, inner, properties);
            }
        });
    }

    private void unknown(String name, String pointer, Map<?, ?> properties) {
        List<String> known =
                properties.keySet().stream().map(String::valueOf).sorted().toList();
        reject(
                ProblemCode.UNKNOWN_INPUT,
                pointer,
                "The action '" + action + "' has no input '" + Shown.text(name) + "'." + problems.nearest(name, known)
                        + " It takes " + String.join(", ", known) + ".");
    }

    private void value(Map<?, ?> schema, @Nullable Object value, String pointer, String name, int depth) {
        if (value == null
                || (value instanceof String text && References.expression(text).isPresent())) {
            return;
        }
        List<String> types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(type -> fits(type, value))) {
            reject(
                    ProblemCode.WRONG_TYPE,
                    pointer,
                    "The input '" + Shown.text(name) + "' of '" + action + "' must be of type "
                            + String.join(" or ", types) + ".");
        } else if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
            reject(
                    ProblemCode.WRONG_TYPE,
                    pointer,
                    "The input '" + Shown.text(name) + "' of '" + action + "' must be one of "
                            + Shown.text(allowed.toString(), 300) + ".");
        } else {
            inner(schema, value, pointer, name, depth);
        }
    }

    private void inner(Map<?, ?> schema, Object value, String pointer, String name, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(schema, map, pointer, depth);
        } else if (value instanceof List<?> list
                && schema.get("items") instanceof Map<?, ?> items
                && depth <= DEEPEST) {
            for (int index = 0; index < list.size(); index++) {
                value(items, list.get(index), Pointer.of(pointer, index), name, depth + 1);
            }
        }
    }

    private static List<String> types(Map<?, ?> schema) {
        return switch (Optional.<Object>ofNullable(schema.get("type")).orElse(List.of())) {
            case String type -> List.of(type);
            case List<?> types -> types.stream().map(String::valueOf).toList();
            default -> List.of();
        };
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "integer" -> isWhole(value);
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            case "null" -> false;
            default -> true;
        };
    }

    private static boolean isWhole(Object value) {
        return switch (value) {
            case Integer whole -> true;
            case Long whole -> true;
            case BigInteger whole -> true;
            case Double real -> real == Math.rint(real) && !Double.isInfinite(real);
            case BigDecimal real -> real.stripTrailingZeros().scale() <= 0;
            default -> false;
        };
    }

    private void reject(String code, String pointer, String message) {
        problems.add(place.problem(code, pointer, message));
    }
}
