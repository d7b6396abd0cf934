package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** The inputs that a workflow takes: those of its tasks' actions, where the definition does not give them. */
final class RunInputs {
    private final Map<String, Map<?, ?>> known = new TreeMap<>();
    private final Set<String> required = new TreeSet<>();
    private final boolean open;

    /** @param open whether inputs that no action knows may be there: a definition's own references may use them */
    RunInputs(Plan plan, ExpertRegistry experts, boolean open) {
        this.open = open;
        plan.tasks().stream()
                .filter(task -> task.inputs().isEmpty() && task.forEach().isEmpty())
                .map(PlanTask::action)
                .flatMap(action -> experts.action(action).stream())
                .forEach(action -> add(action.inputs()));
    }

    private void add(Map<String, Object> schema) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, type) ->
                    known.putIfAbsent(String.valueOf(name), type instanceof Map<?, ?> map ? map : Map.of()));
        }
        if (schema.get("required") instanceof List<?> names) {
            names.forEach(name -> required.add(String.valueOf(name)));
        }
    }

    /** JSON types by name, for people and clients. */
    Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        known.forEach((name, schema) -> types.put(name, type(schema)));
        return types;
    }

    Set<String> required() {
        return Set.copyOf(required);
    }

    List<Problem> problems(Map<String, Object> inputs) {
        List<Problem> problems = new ArrayList<>();
        for (String name : required) {
            if (inputs.get(name) == null) {
                problems.add(new Problem(
                        "missing_input",
                        "/inputs/" + pointer(name),
                        "The input '" + name + "' is missing; the workflow needs it."));
            }
        }
        inputs.forEach((name, value) -> problem(name, value).ifPresent(problems::add));
        return problems;
    }

    private Optional<Problem> problem(String name, @Nullable Object value) {
        Map<?, ?> schema = known.get(name);
        if (schema == null && open) {
            return Optional.empty();
        }
        if (schema == null) {
            return Optional.of(new Problem(
                    "unknown_input",
                    "/inputs/" + pointer(name),
                    "The workflow has no such input; it takes " + String.join(", ", known.keySet()) + "."));
        }
        if (value == null || PersonalInputs.isMark(value) || fits(type(schema), value)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "wrong_type",
                "/inputs/" + pointer(name),
                "The input '" + name + "' must be of type " + type(schema) + "."));
    }

    private static String type(Map<?, ?> schema) {
        return schema.get("type") instanceof String type ? type : "any";
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> true;
        };
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
