package org.opendatagov.orchestrator.workflow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one task step: {@code to: {uri: kamelet:…-action, parameters: {task: …}}}. */
final class TaskReader {
    private static final Set<String> WHOLE_NUMBERS = Set.of("maxAttempts", "concurrency");

    private final YamlTree yaml;
    private final Node to;
    private final Problems problems;
    private final Map<String, Node> parameters;
    private final String uri;

    TaskReader(YamlTree yaml, Node to, Problems problems) {
        this.yaml = yaml;
        this.to = to;
        this.problems = problems;
        this.parameters =
                yaml.isScalar(to) ? Map.of() : yaml.entries(yaml.entries(to).get("parameters"));
        this.uri =
                yaml.isScalar(to) ? yaml.text(to) : yaml.text(yaml.entries(to).get("uri"));
    }

    Draft read(Scope scope) {
        TaskKamelet kamelet = kamelet();
        parameters.keySet().stream()
                .filter(name -> !kamelet.parameters().contains(name))
                .forEach(name -> reject(
                        ProblemCode.UNKNOWN_MEMBER,
                        name,
                        "the parameter '" + Shown.text(name) + "' is unknown."
                                + problems.nearest(name, kamelet.parameters())
                                + " Known are "
                                + String.join(
                                        ", ",
                                        kamelet.parameters().stream().sorted().toList()) + "."));
        Place place = new TemplatePlace(yaml, to, parameters);
        return new TaskParser(members(kamelet), place, problems, scope.group().isPresent())
                .parse(scope.before(), scope.group(), scope.conditions(), yaml.line(to));
    }

    String uri() {
        return uri;
    }

    private TaskKamelet kamelet() {
        return TaskKamelet.of(uri).orElseGet(() -> {
            reject("'" + Shown.text(uri) + "' is not allowed in a workflow: tasks go to "
                    + String.join(", ", TaskKamelet.uris()) + " with their settings under 'parameters'.");
            return TaskKamelet.EXPERT;
        });
    }

    /** The parameters under the names that definitions have. */
    private Map<String, @Nullable Object> members(TaskKamelet kamelet) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        put(members, "id", value("task"));
        for (String name : List.of("expert", "action", "timeout", "when", "concurrency", "key")) {
            put(members, name, value(name));
        }
        put(members, "depends_on", dependsOn());
        put(members, "on_failure", value("onFailure"));
        put(members, "for_each", value("forEach"));
        put(members, "inputs", inputs());
        Map<String, @Nullable Object> retry = new LinkedHashMap<>();
        put(retry, "max_attempts", value("maxAttempts"));
        put(retry, "backoff", value("backoff"));
        put(members, "retry", retry);
        uses(kamelet).ifPresent(uses -> members.put("uses", uses));
        return members;
    }

    private Optional<String> uses(TaskKamelet kamelet) {
        String uses = yaml.text(parameters.get("uses"));
        if (kamelet.needsUses() && uses.isBlank()) {
            reject(ProblemCode.MISSING_MEMBER, "uses", "'uses' is missing: it names the " + kamelet.what() + ".");
            return TaskKamelet.WORKFLOW.uses("");
        }
        return kamelet.uses(uses);
    }

    private static void put(Map<String, @Nullable Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private @Nullable Object value(String parameter) {
        Node node = parameters.get(parameter);
        @Nullable Object value = node == null ? null : yaml.plain(node);
        boolean digits = WHOLE_NUMBERS.contains(parameter) && value instanceof String text && text.matches("\\d{1,9}");
        return digits ? (Object) Long.valueOf(String.valueOf(value)) : value;
    }

    private @Nullable Object dependsOn() {
        return value("dependsOn") instanceof String names
                ? Arrays.stream(names.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : value("dependsOn");
    }

    /** An object, or the text of one, as form editors write it. */
    private @Nullable Object inputs() {
        @Nullable Object value = value("inputs");
        if (!(value instanceof String text)) {
            return value;
        }
        try {
            return YamlValues.read(text);
        } catch (OrchestratorException e) {
            return value;
        }
    }

    private void reject(String what) {
        reject(ProblemCode.INVALID_WORKFLOW, "", what);
    }

    private void reject(String code, String parameter, String what) {
        problems.add(yaml.coded(code, yaml.line(parameters.getOrDefault(parameter, to)), what));
    }
}
