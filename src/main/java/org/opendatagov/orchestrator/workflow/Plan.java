package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workflow as a DAG of tasks, in the order of its source. It has no cycle and no unknown dependency: its readers see to that. */
public final class Plan {
    private final String workflow;
    private final String description;
    private final Map<String, PlanTask> tasks = new LinkedHashMap<>();
    private final Map<String, Set<String>> ancestors = new LinkedHashMap<>();
    private final List<List<String>> levels;

    /** @throws IllegalArgumentException where a dependency is unknown, or comes after its dependent in every order (a cycle) */
    public Plan(String workflow, String description, List<PlanTask> tasks) {
        this.workflow = workflow;
        this.description = description;
        tasks.forEach(task -> this.tasks.put(task.id(), task));
        this.levels = sort();
    }

    public String workflow() {
        return workflow;
    }

    public String description() {
        return description;
    }

    public List<PlanTask> tasks() {
        return List.copyOf(tasks.values());
    }

    public Optional<PlanTask> task(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** All tasks that must have ended before this one starts, nearest last. */
    public Set<String> ancestors(String id) {
        return ancestors.getOrDefault(id, Set.of());
    }

    /** Task ids by topological level: each level depends on earlier ones alone. For people; no task waits for its level. */
    public List<List<String>> levels() {
        return levels;
    }

    private List<List<String>> sort() {
        List<List<String>> sorted = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        while (placed.size() < tasks.size()) {
            List<String> level = tasks.values().stream()
                    .filter(task -> !placed.contains(task.id()) && placed.containsAll(task.dependsOn()))
                    .map(PlanTask::id)
                    .toList();
            if (level.isEmpty()) {
                throw new IllegalArgumentException("workflow " + workflow + " has a cycle or an unknown dependency");
            }
            level.forEach(this::collectAncestors);
            placed.addAll(level);
            sorted.add(level);
        }
        return List.copyOf(sorted);
    }

    private void collectAncestors(String id) {
        Set<String> all = new LinkedHashSet<>();
        task(id).orElseThrow().dependsOn().forEach(dependency -> {
            all.addAll(ancestors(dependency));
            all.add(dependency);
        });
        ancestors.put(id, Collections.unmodifiableSet(all));
    }
}
