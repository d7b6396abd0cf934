package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node while its plan is read. */
final class NodeBuilder {
    private static final int MAX_CONDITION = 2_000;

    final String name;
    final Map<String, String> labels = new TreeMap<>();
    final Map<String, String> conditions = new TreeMap<>();
    final Map<String, Double> figures = new TreeMap<>();
    final List<NodeBuilder> children = new ArrayList<>();

    NodeBuilder(String name) {
        this.name = name;
    }

    void label(String label, String value) {
        if (!value.isBlank()) {
            labels.put(label, value.strip());
        }
    }

    double amount(String figure) {
        return figures.getOrDefault(figure, 0.0);
    }

    boolean has(String figure) {
        return figures.containsKey(figure);
    }

    /** The tree, numbered in its order. */
    PlanNode build(PlanSource source) {
        return build(source, new int[] {0});
    }

    private PlanNode build(PlanSource source, int[] count) {
        count[0]++;
        int id = count[0];
        List<PlanNode> built = new ArrayList<>();
        for (NodeBuilder child : children) {
            built.add(child.build(source, count));
        }
        conditions.replaceAll((name, condition) ->
                condition.length() > MAX_CONDITION ? condition.substring(0, MAX_CONDITION) + "…" : condition);
        return new PlanNode(id, name, PlanOperator.of(source, name), labels, conditions, figures, built);
    }
}
