package org.opendatagov.orchestrator.workflow;

import java.util.List;

/**
 * A plan for drawing.
 *
 * @param nodes in the order of the source
 * @param edges as they were written
 * @param levels task ids by topological level
 */
public record Graph(List<Node> nodes, List<Plan.Edge> edges, List<List<String>> levels) {
    /**
     * A task.
     *
     * @param kind {@code expert, route, workflow} or {@code approval}
     * @param expert empty where the task is no expert's, or the capability decides
     * @param action the expert's action, or what the task does instead, in the words of {@code uses}
     * @param when empty where there is no condition
     * @param forEach empty where the task is done once
     * @param group the split or loop that it stands in; empty where it stands in none
     * @param level from 0
     */
    public record Node(
            String id,
            String kind,
            String expert,
            String action,
            String when,
            String forEach,
            String group,
            OnFailure onFailure,
            int level) {}

    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        levels = List.copyOf(levels);
    }

    public static Graph of(Plan plan) {
        List<Node> nodes =
                plan.tasks().stream().map(task -> node(task, plan.graph())).toList();
        return new Graph(nodes, plan.edges(), plan.levels());
    }

    private static Node node(PlanTask task, TaskGraph graph) {
        return new Node(
                task.id(),
                kind(task.work()),
                task.expert(),
                task.action(),
                task.when().orElse(""),
                task.forEach().orElse(""),
                task.group().orElse(""),
                task.onFailure(),
                graph.level(graph.number(task.id())));
    }

    private static String kind(Work work) {
        return switch (work) {
            case Work.ExpertAction action -> "expert";
            case Work.TaskRoute route -> "route";
            case Work.SubWorkflow sub -> "workflow";
            case Work.Approval approval -> "approval";
        };
    }
}
