package org.opendatagov.orchestrator.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that tasks fit together: ids, dependencies, cycles, and that what a task refers to comes before it. */
final class GraphChecks {
    private static final int SHOWN_OF_CYCLE = 12;

    private final List<Draft> drafts;
    private final Problems problems;
    private final TaskGraph graph;
    private final Set<String> ids;
    private final Set<Draft> vague = new HashSet<>();

    GraphChecks(List<Draft> drafts, Problems problems) {
        this.drafts = drafts;
        this.problems = problems;
        this.graph = new TaskGraph(drafts.stream().map(Draft::task).toList());
        this.ids = drafts.stream().map(draft -> draft.task().id()).collect(Collectors.toSet());
    }

    TaskGraph graph() {
        return graph;
    }

    void check() {
        duplicates();
        for (int number = 0; number < drafts.size(); number++) {
            Draft draft = drafts.get(number);
            if (graph.dependencies(number).length < draft.task().dependsOn().size()) {
                dependencies(draft);
            }
        }
        Cycles.of(graph).forEach(this::cycle);
        for (int number = 0; number < drafts.size(); number++) {
            references(number);
        }
    }

    private void duplicates() {
        Map<String, Integer> first = new HashMap<>();
        for (int number = 0; number < drafts.size(); number++) {
            String id = drafts.get(number).task().id();
            if (!id.isEmpty() && first.putIfAbsent(id, number) != null) {
                reject(
                        drafts.get(number),
                        ProblemCode.DUPLICATE_ID,
                        "/id",
                        "The task id '" + Shown.text(id) + "' is used twice; ids are unique in a workflow.");
            }
        }
    }

    private void dependencies(Draft draft) {
        List<String> dependencies = draft.dependencies();
        for (int index = 0; index < dependencies.size(); index++) {
            dependency(draft, dependencies.get(index), "/depends_on/" + index);
        }
    }

    private void dependency(Draft draft, String dependency, String member) {
        String id = draft.task().id();
        if (dependency.equals(id)) {
            reject(draft, ProblemCode.SELF_DEPENDENCY, member, "Task '" + Shown.text(id) + "' depends on itself.");
        } else if (!ids.contains(dependency)) {
            vague.add(draft);
            reject(
                    draft,
                    ProblemCode.UNKNOWN_DEPENDENCY,
                    member,
                    "Task '" + Shown.text(id) + "' depends on '" + Shown.text(dependency) + "', which is no task."
                            + problems.nearest(dependency, ids));
        }
    }

    private void cycle(List<Integer> cycle) {
        Draft first = drafts.get(cycle.getFirst());
        List<String> path =
                cycle.stream().map(number -> drafts.get(number).task().id()).collect(Collectors.toList());
        path.add(path.getFirst());
        int index = first.dependencies().indexOf(path.get(1));
        String shown = path.size() <= SHOWN_OF_CYCLE
                ? String.join(" → ", path)
                : String.join(" → ", path.subList(0, SHOWN_OF_CYCLE - 2)) + " → (" + (path.size() - SHOWN_OF_CYCLE + 1)
                        + " more) → " + path.getFirst();
        reject(
                first,
                ProblemCode.CYCLE,
                index < 0 ? "/depends_on" : "/depends_on/" + index,
                "These tasks wait for one another, each for the next: " + shown + ".");
    }

    private void references(int number) {
        Draft draft = drafts.get(number);
        for (Draft.Use use : draft.uses()) {
            Expression expression = use.expression();
            expression.tasks().stream()
                    .filter(task -> !precedes(task, draft))
                    .forEach(task -> reject(draft, ProblemCode.BAD_REFERENCE, use.member(), notBefore(task, draft)));
            if (!use.itemAllowed() && (expression.usesItem() || expression.usesIndex())) {
                reject(draft, ProblemCode.BAD_REFERENCE, use.member(), noItem(expression));
            }
        }
    }

    /** Checks what a split, loop, choice or filter refers to. */
    void check(Reference reference, YamlTree yaml) {
        Expression expression = reference.expression();
        for (String task : expression.tasks()) {
            if (!reference.own().contains(task) && !precedes(task, reference.before())) {
                problems.add(yaml.coded(
                        ProblemCode.BAD_REFERENCE,
                        yaml.line(reference.where()),
                        "the expression '" + Shown.text(expression.text()) + "' refers to '" + Shown.text(task)
                                + "', which is no task of the steps before."));
            }
        }
        if (!reference.itemAllowed() && (expression.usesItem() || expression.usesIndex())) {
            problems.add(yaml.coded(ProblemCode.BAD_REFERENCE, yaml.line(reference.where()), noItem(expression)));
        }
    }

    private boolean precedes(String task, Set<String> before) {
        int ancestor = graph.number(task);
        return before.contains(task)
                || (ancestor >= 0
                        && (!graph.isAcyclic()
                                || before.stream()
                                        .anyMatch(end -> graph.ancestors(graph.number(end))
                                                .get(ancestor))));
    }

    private static String noItem(Expression expression) {
        return "The expression '" + Shown.text(expression.text())
                + "' uses 'item' or 'index', which exist only for the items of for_each, split and loop.";
    }

    private boolean precedes(String task, Draft draft) {
        if (draft.task().dependsOn().contains(task) && !task.equals(draft.task().id())) {
            return true;
        }
        int ancestor = graph.number(task);
        if (ancestor < 0) {
            return false;
        }
        // With a cycle or an unknown dependency nobody can say what comes before; those are told already.
        int number = graph.number(draft.task().id());
        return !graph.isAcyclic()
                || vague.contains(draft)
                || graph.ancestors(number).get(ancestor);
    }

    private String notBefore(String task, Draft draft) {
        String id = Shown.text(draft.task().id());
        if (!ids.contains(task)) {
            return "Task '" + id + "' refers to '" + Shown.text(task) + "', which is no task."
                    + problems.nearest(task, ids);
        }
        return "Task '" + id + "' refers to '" + Shown.text(task)
                + "', which need not have ended before it; add it to '"
                + draft.place().name("depends_on") + "'.";
    }

    private void reject(Draft draft, String code, String member, String message) {
        problems.add(draft.place().problem(code, member, message));
    }
}
