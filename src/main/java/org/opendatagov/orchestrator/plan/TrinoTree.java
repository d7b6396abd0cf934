package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins the fragments of a plan of Trino to one tree: where a fragment reads another, that one's operators follow. */
final class TrinoTree {
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}");

    /** By number; a logical plan is one without fragments, number 0. */
    private final Map<Integer, NodeBuilder> fragments = new TreeMap<>();

    private final Set<Integer> joined = new HashSet<>();

    static Optional<QueryPlan> ofJson(Map<String, Object> top) {
        TrinoTree tree = new TrinoTree();
        if (top.get("name") instanceof String && top.containsKey("descriptor")) {
            tree.fragments.put(0, node(top, 0));
        }
        top.forEach((number, fragment) -> {
            Map<String, Object> root = PlanData.map(fragment);
            if (number.matches("\\d{1,6}") && root.get("name") instanceof String && root.containsKey("descriptor")) {
                tree.fragments.put(Integer.valueOf(number), node(root, 0));
            }
        });
        return tree.plan("json", false, Map.of());
    }

    static Optional<QueryPlan> ofText(
            Map<Integer, NodeBuilder> fragments, boolean analyzed, Map<String, Double> figures) {
        TrinoTree tree = new TrinoTree();
        tree.fragments.putAll(fragments);
        return tree.plan("text", analyzed, figures);
    }

    private static NodeBuilder node(Map<String, Object> members, int depth) {
        PlanData.checkDepth(depth);
        NodeBuilder node = new NodeBuilder(String.valueOf(members.get("name")));
        PlanData.map(members.get("descriptor"))
                .forEach((key, value) -> TrinoInfo.member(node, key, String.valueOf(value)));
        for (Object detail : PlanData.list(members.get("details"))) {
            TrinoInfo.detail(node, String.valueOf(detail));
        }
        List<?> estimates = PlanData.list(members.get("estimates"));
        if (!estimates.isEmpty()) {
            Map<String, Object> last = PlanData.map(estimates.getLast());
            PlanData.figure(last, "outputRowCount", 1).ifPresent(rows -> node.figures.put("estimated_rows", rows));
            PlanData.figure(last, "outputSizeInBytes", 1)
                    .ifPresent(bytes -> node.figures.put("estimated_bytes", bytes));
        }
        for (Object child : PlanData.list(members.get("children"))) {
            node.children.add(node(PlanData.map(child), depth + 1));
        }
        return node;
    }

    private Optional<QueryPlan> plan(String form, boolean analyzed, Map<String, Double> figures) {
        if (fragments.isEmpty()) {
            return Optional.empty();
        }
        fragments.forEach((number, root) -> number(root, String.valueOf(number)));
        NodeBuilder root = fragments.values().iterator().next();
        joined.add(Integer.valueOf(root.labels.getOrDefault("fragment", "0")));
        join(root, 0);
        List<String> notes = new ArrayList<>();
        if (analyzed) {
            notes.add("Times of operators are processor time over all workers.");
        }
        return Optional.of(
                new QueryPlan(PlanSource.TRINO, form, analyzed, root.build(PlanSource.TRINO), figures, notes));
    }

    private static void number(NodeBuilder node, String fragment) {
        node.label("fragment", fragment);
        node.children.forEach(child -> number(child, fragment));
    }

    private void join(NodeBuilder node, int depth) {
        PlanData.checkDepth(depth);
        Matcher sources = NUMBERS.matcher(node.labels.getOrDefault("sources", ""));
        while (sources.find()) {
            NodeBuilder source = fragments.get(Integer.valueOf(sources.group()));
            if (source != null && joined.add(Integer.valueOf(sources.group()))) {
                node.children.add(source);
            }
        }
        node.children.forEach(child -> join(child, depth + 1));
        if (node.has("self_ms")) {
            node.figures.put(
                    "total_ms",
                    node.amount("self_ms")
                            + node.children.stream()
                                    .mapToDouble(child -> child.amount("total_ms"))
                                    .sum());
        }
    }
}
