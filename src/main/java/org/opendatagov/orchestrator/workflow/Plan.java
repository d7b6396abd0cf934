package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A workflow as a DAG of tasks, in the order of its source. It has no cycle and no unknown dependency: its readers see to that. Thread-safe. */
public final class Plan {
    private final String workflow;
    private final String description;
    private final Optional<Duration> timeout;
    private final List<PlanTask> tasks;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> conditions;
    private final TaskGraph graph;
    private final List<List<String>> levels;

    /**
     * A dependency: {@code to} depends on {@code from}.
     */
    public record Edge(String from, String to) {}

    /** @throws IllegalArgumentException where an id is used twice, a dependency is unknown or its own task, or there is a cycle */
    public Plan(String workflow, String description, List<PlanTask> tasks) {
        this(workflow, description, tasks, Optional.empty());
    }

    /** @param timeout of the whole run */
    public Plan(String workflow, String description, List<PlanTask> tasks, Optional<Duration> timeout) {
        this(workflow, description, tasks, timeout, List.of(), Map.of());
    }

    Plan(
            String workflow,
            String description,
            List<PlanTask> tasks,
            Optional<Duration> timeout,
            List<Group> groups,
            Map<String, List<String>> conditions) {
        this.workflow = workflow;
        this.description = description;
        this.tasks = List.copyOf(tasks);
        this.timeout = timeout;
        this.conditions = Map.copyOf(conditions);
        groups.forEach(group -> this.groups.put(group.id(), group));
        this.graph = new TaskGraph(this.tasks);
        refuseBrokenGraph();
        this.levels = graph.levels().stream().map(this::ids).toList();
    }

    /** @param graph of these tasks, checked */
    Plan(String workflow, String description, List<PlanTask> tasks, Optional<Duration> timeout, TaskGraph graph) {
        this.workflow = workflow;
        this.description = description;
        this.tasks = List.copyOf(tasks);
        this.timeout = timeout;
        this.conditions = Map.of();
        this.graph = graph;
        this.levels = graph.levels().stream().map(this::ids).toList();
    }

    private void refuseBrokenGraph() {
        for (int number = 0; number < tasks.size(); number++) {
            PlanTask task = tasks.get(number);
            if (graph.number(task.id()) != number
                    || graph.dependencies(number).length != task.dependsOn().size()) {
                throw new IllegalArgumentException("task " + task.id() + " of workflow " + workflow
                        + " is there twice, or depends on itself or on what is no task");
            }
        }
        if (!graph.isAcyclic()) {
            throw new IllegalArgumentException("workflow " + workflow + " has a cycle");
        }
    }

    private List<String> ids(List<Integer> numbers) {
        return numbers.stream().map(number -> tasks.get(number).id()).toList();
    }

    public String workflow() {
        return workflow;
    }

    public String description() {
        return description;
    }

    /** Longest time of a run; none where the workflow sets none. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    public List<PlanTask> tasks() {
        return tasks;
    }

    public Optional<PlanTask> task(String id) {
        int number = graph.number(id);
        return number < 0 ? Optional.empty() : Optional.of(tasks.get(number));
    }

    /** The splits and loops of a template, outer before inner. */
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    public Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /**
     * The CEL condition of a branch of a template's choice, or of its filter.
     *
     * @param id of the choice or filter
     * @param number of the branch, from 0; a filter has one
     */
    public Optional<String> condition(String id, int number) {
        List<String> all = conditions.getOrDefault(id, List.of());
        return number >= 0 && number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
    }

    /** All tasks that must have ended before this one starts, each after those that it depends on. */
    public Set<String> ancestors(String id) {
        int number = graph.number(id);
        return number < 0 ? Set.of() : new Ancestors(graph.ancestors(number), graph, tasks);
    }

    /** Task ids by topological level: each level depends on earlier ones alone. For people; no task waits for its level. */
    public List<List<String>> levels() {
        return levels;
    }

    /** All dependencies as they were written, by dependent in the order of the source. */
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        tasks.forEach(task -> task.dependsOn().forEach(dependency -> edges.add(new Edge(dependency, task.id()))));
        return edges;
    }

    /** The dependencies that no others imply (the transitive reduction): two plans with the same order of tasks have the same. */
    public Set<Edge> reducedEdges() {
        Set<Edge> edges = new LinkedHashSet<>();
        for (int number = 0; number < tasks.size(); number++) {
            for (int dependency : graph.reduced(number)) {
                edges.add(new Edge(tasks.get(dependency).id(), tasks.get(number).id()));
            }
        }
        return edges;
    }

    /** Names of the run's inputs that expressions of the plan read. */
    public Set<String> referencedInputs() {
        Set<String> names = new TreeSet<>();
        new PlanExpressions(this).all().forEach(expression -> names.addAll(expression.inputs()));
        return names;
    }

    TaskGraph graph() {
        return graph;
    }

    Map<String, List<String>> conditions() {
        return conditions;
    }
}
