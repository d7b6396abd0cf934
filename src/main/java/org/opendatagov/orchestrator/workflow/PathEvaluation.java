package org.opendatagov.orchestrator.workflow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plain path such as {@code tasks.scan.result.rows}: walked without CEL, to the same value or error. */
record PathEvaluation(String text, List<String> names) implements Expression.Evaluation {
    @Override
    public @Nullable Object evaluate(Map<String, ?> variables) {
        Object value = variables;
        for (String name : names) {
            if (!(value instanceof Map<?, ?> map)) {
                throw Expression.failed(text, "'" + name + "' is asked of what has no members");
            }
            Object member = map.get(name);
            if (member == null && !map.containsKey(name)) {
                throw Expression.failed(text, "'" + name + "' is missing");
            }
            value = member;
        }
        return CelValues.toJson(value);
    }
}
