package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a workflow's Camel YAML route as a DAG. In a pipeline a step depends on the ends of the step before; branches of
 * a multicast are side by side. What is not in the vocabulary is rejected by name, with what to use instead; all problems at once,
 * each with its line.
 */
public final class TemplateReader {
    private final YamlTree yaml;
    private final Map<String, PlanTask> tasks = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private String workflow = "";
    private String description = "";

    private TemplateReader(YamlTree yaml) {
        this.yaml = yaml;
    }

    /**
     * @param text the YAML file's text
     * @param name the file's name, for messages
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    public static Template read(String text, String name) {
        YamlTree yaml = YamlTree.parse(text, name);
        return new TemplateReader(yaml).read(text);
    }

    private Template read(String text) {
        for (Node root : yaml.items(yaml.root())) {
            yaml.entries(root).forEach((key, value) -> {
                if (key.equals("route")) {
                    readRoute(value);
                } else {
                    reject(root, "'" + key + "' is not allowed in a workflow file: a workflow is one 'route'.");
                }
            });
        }
        if (workflow.isEmpty()) {
            reject(yaml.root(), "a workflow is one 'route' with an 'id'; none was found.");
        }
        checkDependencies();
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return new Template(new Plan(workflow, description, List.copyOf(tasks.values())), text);
    }

    private void readRoute(Node route) {
        Map<String, Node> entries = yaml.entries(route);
        Vocabulary.unknownRouteKeys(entries.keySet()).forEach(key -> reject(route, Vocabulary.routeAdvice(key)));
        workflow = yaml.text(entries.get("id"));
        description = yaml.text(entries.get("description"));
        if (!TaskReader.ID.matcher(workflow).matches()) {
            reject(route, "the route's id '" + workflow + "' must match " + TaskReader.ID + ".");
        }
        Map<String, Node> from = yaml.entries(entries.get("from"));
        String expected = "direct:" + workflow;
        if (!yaml.text(from.get("uri")).equals(expected)) {
            reject(route, "a workflow starts from '" + expected + "'; triggers are routes of their own.");
        }
        readSteps(yaml.items(from.get("steps")), Set.of());
        if (tasks.isEmpty() && problems.isEmpty()) {
            reject(route, "the workflow has no task: add a step to kamelet:expert-task-action.");
        }
    }

    private Set<String> readSteps(List<Node> steps, Set<String> before) {
        Set<String> ends = before;
        for (Node step : steps) {
            for (Map.Entry<String, Node> entry : yaml.entries(step).entrySet()) {
                ends = readStep(entry.getKey(), entry.getValue(), ends);
            }
        }
        return ends;
    }

    private Set<String> readStep(String name, Node value, Set<String> before) {
        return switch (name) {
            case "to" -> readTask(value, before);
            case "pipeline" -> readSteps(yaml.items(yaml.entries(value).get("steps")), before);
            case "multicast" -> readMulticast(value, before);
            case "log" -> before;
            default -> {
                reject(value, Vocabulary.stepAdvice(name));
                yield before;
            }
        };
    }

    private Set<String> readMulticast(Node multicast, Set<String> before) {
        Map<String, Node> entries = yaml.entries(multicast);
        Vocabulary.unknownMulticastKeys(entries.keySet())
                .forEach(key -> reject(multicast, Vocabulary.multicastAdvice(key)));
        Set<String> ends = new LinkedHashSet<>();
        for (Node branch : yaml.items(entries.get("steps"))) {
            ends.addAll(readSteps(List.of(branch), before));
        }
        return ends.isEmpty() ? before : ends;
    }

    private Set<String> readTask(Node to, Set<String> before) {
        TaskReader reader = new TaskReader(yaml, to, before, problems);
        PlanTask task = reader.read();
        if (tasks.putIfAbsent(task.id(), task) != null) {
            reject(to, "the task id '" + task.id() + "' is used twice; ids are unique in a workflow.");
        }
        return Set.of(task.id());
    }

    private void checkDependencies() {
        Set<String> ready = new LinkedHashSet<>();
        for (PlanTask task : tasks.values()) {
            for (String dependency : task.dependsOn()) {
                if (!tasks.containsKey(dependency)) {
                    problems.add(yaml.problem(
                            task.line(),
                            "task '" + task.id() + "' depends on '" + dependency + "', which is no task."));
                }
            }
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            for (PlanTask task : tasks.values()) {
                moved |= ready.containsAll(task.dependsOn()) && ready.add(task.id());
            }
        }
        if (problems.isEmpty()) {
            tasks.values().stream()
                    .filter(task -> !ready.contains(task.id()))
                    .forEach(task -> problems.add(yaml.problem(
                            task.line(), "task '" + task.id() + "' waits for itself through its dependencies.")));
        }
    }

    private void reject(Node where, String what) {
        problems.add(yaml.problem(where, what));
    }
}
