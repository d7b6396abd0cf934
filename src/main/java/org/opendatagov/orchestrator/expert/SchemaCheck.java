package org.opendatagov.orchestrator.expert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Holds a value against what actions use of JSON Schema 2020-12: {@code type, enum, minimum, minLength, items, properties,
 * required, additionalProperties}. A member that is null counts as absent. One for each value.
 */
public final class SchemaCheck {
    private final String subject;
    private final List<Problem> problems = new ArrayList<>();

    /** @param subject what the value belongs to, for the messages */
    public SchemaCheck(String subject) {
        this.subject = subject;
    }

    /** All that is wrong, with the place of each; messages quote names, never values. */
    public List<Problem> problems(Map<?, ?> schema, Map<String, Object> inputs) {
        object(schema, inputs, "");
        return List.copyOf(problems);
    }

    private void object(Map<?, ?> schema, Map<?, ?> value, String path) {
        Map<?, ?> known = schema.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        names(schema.get("required")).stream()
                .filter(name -> value.get(name) == null)
                .forEach(name -> wrong("missing_input", path + pointer(name), "is missing"));
        value.forEach((name, member) -> {
            String place = path + pointer(String.valueOf(name));
            if (known.get(name) instanceof Map<?, ?> rule) {
                value(rule, member, place);
            } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                wrong("unknown_input", place, "is unknown; known are " + sorted(known.keySet()));
            }
        });
    }

    private static List<String> names(@Nullable Object required) {
        return required instanceof Collection<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String sorted(Collection<?> names) {
        return String.join(", ", names.stream().map(String::valueOf).sorted().toList());
    }

    private void value(Map<?, ?> schema, @Nullable Object value, String path) {
        if (value == null) {
            return;
        }
        List<String> types = schema.get("type") instanceof String type ? List.of(type) : names(schema.get("type"));
        if (!types.isEmpty() && types.stream().noneMatch(type -> fits(type, value))) {
            wrong(
                    "wrong_type",
                    path,
                    "must be "
                            + String.join(
                                    " or ",
                                    types.stream().map(SchemaCheck::article).toList()));
        } else if (schema.get("enum") instanceof Collection<?> words && !words.contains(value)) {
            wrong("wrong_value", path, "must be one of " + sorted(words));
        } else if (schema.get("minimum") instanceof Number minimum && below(value, minimum)) {
            wrong("wrong_value", path, "must be " + minimum + " or more");
        } else if (schema.get("minLength") instanceof Number && value instanceof String text && text.isBlank()) {
            wrong("wrong_value", path, "must not be blank");
        } else {
            inside(schema, value, path);
        }
    }

    private void inside(Map<?, ?> schema, Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            object(schema, map, path);
        } else if (value instanceof List<?> list && schema.get("items") instanceof Map<?, ?> items) {
            for (int index = 0; index < list.size(); index++) {
                value(items, list.get(index), path + "/" + index);
            }
        }
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "number" -> value instanceof Number number && Double.isFinite(number.doubleValue());
            case "integer" -> value instanceof Number number && whole(number);
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> true;
        };
    }

    private static boolean whole(Number number) {
        return Double.isFinite(number.doubleValue())
                && new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0;
    }

    private static boolean below(Object value, Number minimum) {
        return value instanceof Number number
                && new BigDecimal(number.toString()).compareTo(new BigDecimal(minimum.toString())) < 0;
    }

    private static String article(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "a " + type;
        };
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void wrong(String code, String path, String what) {
        problems.add(new Problem(code, path, "Input '%s' of %s %s.".formatted(path.substring(1), subject, what)));
    }
}
