package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inputs that refer to the run: a string that is wholly <code>${…}</code> is an expression, <code>$${…}</code> stands for <code>${…}</code>. */
public final class References {
    private References() {}

    /**
     * The inputs with every reference replaced by its value, however deep; a reference keeps its type.
     *
     * @param variables as {@link Expression#evaluate}
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code bad_reference} where one cannot be evaluated
     */
    public static Map<String, Object> resolve(Map<String, Object> inputs, Map<String, ?> variables) {
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        inputs.forEach((name, value) -> resolved.put(name, value(value, variables)));
        return unmodifiable(resolved);
    }

    @SuppressWarnings("NullAway") // JSON has nulls, the type that callers use does not say so
    private static Map<String, Object> unmodifiable(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object value(@Nullable Object value, Map<String, ?> variables) {
        return switch (value) {
            case String text -> text(text, variables);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
                map.forEach((key, item) -> resolved.put(String.valueOf(key), value(item, variables)));
                yield Collections.unmodifiableMap(resolved);
            }
            case List<?> list -> {
                List<@Nullable Object> resolved = new ArrayList<>(list.size());
                list.forEach(item -> resolved.add(value(item, variables)));
                yield Collections.unmodifiableList(resolved);
            }
            case null -> null;
            default -> value;
        };
    }

    private static @Nullable Object text(String text, Map<String, ?> variables) {
        Optional<String> expression = expression(text);
        if (expression.isPresent()) {
            return Expression.compile(expression.get()).evaluate(variables);
        }
        return text.startsWith("$${") ? text.substring(1) : text;
    }

    /** The CEL of a string that is wholly <code>${…}</code>. */
    static Optional<String> expression(String text) {
        return text.startsWith("${") && text.endsWith("}")
                ? Optional.of(text.substring(2, text.length() - 1).strip())
                : Optional.empty();
    }

    /** The CEL of a text that may stand in <code>${…}</code>. */
    static String unwrapped(String text) {
        String stripped = text.strip();
        return expression(stripped).orElse(stripped);
    }
}
