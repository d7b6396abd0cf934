package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one task step: {@code to: {uri: kamelet:expert-task-action, parameters: {…}}}. */
final class TaskReader {
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final String KAMELET = "kamelet:expert-task-action";
    private static final Set<String> PARAMETERS =
            Set.of("task", "expert", "action", "inputs", "dependsOn", "timeout", "maxAttempts", "backoff", "onFailure");

    private final YamlTree yaml;
    private final Node to;
    private final Set<String> before;
    private final List<Problem> problems;
    private final Map<String, Node> parameters;

    TaskReader(YamlTree yaml, Node to, Set<String> before, List<Problem> problems) {
        this.yaml = yaml;
        this.to = to;
        this.before = before;
        this.problems = problems;
        this.parameters =
                yaml.isScalar(to) ? Map.of() : yaml.entries(yaml.entries(to).get("parameters"));
    }

    PlanTask read() {
        checkUri();
        parameters.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .forEach(name -> reject("the parameter '" + name + "' is unknown; known are "
                        + String.join(", ", PARAMETERS.stream().sorted().toList()) + "."));
        String id = text("task");
        if (!ID.matcher(id).matches()) {
            reject("the task id '" + id + "' must match " + ID + ".");
        }
        if (text("action").isEmpty()) {
            reject("task '" + id + "' names no 'action'.");
        }
        return new PlanTask(
                id,
                new Work.ExpertAction(text("expert"), text("action")),
                inputs(),
                dependsOn(),
                Optional.empty(),
                Optional.empty(),
                PlanTask.DEFAULT_CONCURRENCY,
                Optional.empty(),
                Optional.empty(),
                duration("timeout", PlanTask.DEFAULT_TIMEOUT),
                retry(),
                onFailure(),
                yaml.line(to));
    }

    private void checkUri() {
        String uri =
                yaml.isScalar(to) ? yaml.text(to) : yaml.text(yaml.entries(to).get("uri"));
        if (!uri.equals(KAMELET)) {
            reject("'" + uri + "' is not allowed in a workflow: tasks go to " + KAMELET
                    + " with their settings under 'parameters'.");
        }
    }

    private Optional<Map<String, Object>> inputs() {
        @Nullable Node node = parameters.get("inputs");
        return node == null ? Optional.empty() : Optional.of(yaml.value(node));
    }

    private Set<String> dependsOn() {
        Set<String> all = new LinkedHashSet<>(before);
        @Nullable Node node = parameters.get("dependsOn");
        if (node != null) {
            List<String> names = yaml.isScalar(node)
                    ? List.of(yaml.text(node).split("\\s*,\\s*"))
                    : yaml.items(node).stream().map(yaml::text).toList();
            names.stream().filter(name -> !name.isBlank()).map(String::strip).forEach(all::add);
        }
        return all;
    }

    private RetryPolicy retry() {
        Duration backoff = duration("backoff", RetryPolicy.DEFAULT.backoff());
        String text = text("maxAttempts");
        if (text.isEmpty()) {
            return new RetryPolicy(RetryPolicy.DEFAULT.maxAttempts(), backoff);
        }
        if (!text.matches("[1-9]\\d?")) {
            reject("'maxAttempts' must be a whole number from 1 to 99, is '" + text + "'.");
            return RetryPolicy.DEFAULT;
        }
        return new RetryPolicy(Integer.parseInt(text), backoff);
    }

    private OnFailure onFailure() {
        String text = text("onFailure");
        if (text.isEmpty()) {
            return OnFailure.FAIL;
        }
        return OnFailure.of(text).orElseGet(() -> {
            reject("'onFailure' must be fail, skip_dependents or continue, is '" + text + "'.");
            return OnFailure.FAIL;
        });
    }

    private Duration duration(String name, Duration absent) {
        String text = text(name);
        if (text.isEmpty()) {
            return absent;
        }
        return Durations.parse(text).orElseGet(() -> {
            reject("'" + name + "' must be a duration (" + Durations.FORMS + "), is '" + text + "'.");
            return absent;
        });
    }

    private String text(String name) {
        return yaml.text(parameters.get(name));
    }

    private void reject(String what) {
        problems.add(yaml.problem(to, what));
    }
}
