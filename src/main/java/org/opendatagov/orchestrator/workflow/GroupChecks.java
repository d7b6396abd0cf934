package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that no split or loop waits for what waits for it: who depends on a task in a group waits for the whole group. */
final class GroupChecks {
    private final List<Draft> drafts;
    private final List<Group> groups;
    private final YamlTree yaml;
    private final Problems problems;

    GroupChecks(List<Draft> drafts, List<Group> groups, YamlTree yaml, Problems problems) {
        this.drafts = drafts;
        this.groups = groups;
        this.yaml = yaml;
        this.problems = problems;
    }

    void check() {
        if (groups.isEmpty() || !problems.isEmpty()) {
            return;
        }
        check(Optional.empty());
        groups.forEach(group -> check(Optional.of(group.id())));
    }

    /** Looks at the tasks and groups that stand directly in a group, or in the workflow, each inner group as one. */
    private void check(Optional<String> enclosing) {
        Map<String, String> nodes = nodes(enclosing);
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        nodes.values().forEach(node -> dependencies.putIfAbsent(node, new LinkedHashSet<>()));
        for (Draft draft : drafts) {
            String node = nodes.get(draft.task().id());
            if (node != null) {
                Set<String> own = Objects.requireNonNull(dependencies.get(node));
                draft.task().dependsOn().stream()
                        .map(nodes::get)
                        .filter(Objects::nonNull)
                        .forEach(own::add);
            }
        }
        List<String> names = new ArrayList<>(dependencies.keySet());
        Cycles.of(new TaskGraph(names, List.copyOf(dependencies.values()))).forEach(cycle -> reject(cycle, names));
    }

    /** Tasks by id: the group directly below that holds them, else themselves. A blank keeps group names apart from task ids. */
    private Map<String, String> nodes(Optional<String> enclosing) {
        Map<String, String> nodes = new LinkedHashMap<>();
        drafts.stream()
                .filter(draft -> draft.task().group().equals(enclosing))
                .forEach(draft -> nodes.put(draft.task().id(), draft.task().id()));
        groups.stream()
                .filter(group -> group.enclosing().equals(enclosing))
                .forEach(group -> group.tasks().forEach(task -> nodes.put(task, label(group))));
        return nodes;
    }

    private static String label(Group group) {
        return group.kind().name().toLowerCase(Locale.ROOT) + " " + group.id();
    }

    private void reject(List<Integer> cycle, List<String> names) {
        List<String> path = cycle.stream().map(names::get).collect(Collectors.toList());
        path.add(path.getFirst());
        int line = groups.stream()
                .filter(group -> path.contains(label(group)))
                .mapToInt(Group::line)
                .findFirst()
                .orElse(0);
        problems.add(yaml.coded(
                ProblemCode.CYCLE,
                line,
                "these wait for one another, each for the next: " + Shown.text(String.join(" → ", path), 500) + "."));
    }
}
