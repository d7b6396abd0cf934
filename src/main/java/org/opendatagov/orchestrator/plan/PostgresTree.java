package org.opendatagov.orchestrator.plan;

import static org.opendatagov.orchestrator.plan.PostgresHeading.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the tree of what PostgreSQL gives as JSON, YAML or XML, and as text once it is read into the same members. */
final class PostgresTree {
    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("Filter", "filter"),
            Map.entry("Index Cond", "index_condition"),
            Map.entry("Recheck Cond", "recheck_condition"),
            Map.entry("Hash Cond", "join_condition"),
            Map.entry("Merge Cond", "join_condition"),
            Map.entry("Join Filter", "join_filter"),
            Map.entry("One-Time Filter", "one_time_filter"),
            Map.entry("TID Cond", "index_condition"),
            Map.entry("Order By", "order_by"),
            Map.entry("Sort Key", "sort_key"),
            Map.entry("Presorted Key", "presorted_key"),
            Map.entry("Group Key", "group_key"),
            Map.entry("Cache Key", "cache_key"));
    private static final Map<String, String> LABELS = Map.of(
            "Relation Name", "relation",
            "Alias", "alias",
            "Index Name", "index",
            "CTE Name", "cte",
            "Join Type", "join_type",
            "Subplan Name", "subplan",
            "Sort Method", "sort_method");

    private final boolean analyzed;

    private PostgresTree(boolean analyzed) {
        this.analyzed = analyzed;
    }

    /** @param whole with {@code Plan} and what is beside it */
    static QueryPlan of(Map<String, Object> whole, String form) {
        Map<String, Object> plan = PlanData.map(whole.get("Plan"));
        boolean analyzed = plan.containsKey("Actual Rows") || plan.containsKey("Actual Loops");
        NodeBuilder root = new PostgresTree(analyzed).node(plan, 1, 0);
        PostgresTimes.set(root);
        return new QueryPlan(
                PlanSource.POSTGRESQL, form, analyzed, root.build(PlanSource.POSTGRESQL), figures(whole), List.of());
    }

    private static Map<String, Double> figures(Map<String, Object> whole) {
        Map<String, Double> figures = new TreeMap<>();
        PlanData.figure(whole, "Planning Time", 1).ifPresent(value -> figures.put("planning_ms", value));
        PlanData.figure(whole, "Execution Time", 1).ifPresent(value -> figures.put("execution_ms", value));
        Map<String, Object> timing = PlanData.map(PlanData.map(whole.get("JIT")).get("Timing"));
        PlanData.figure(timing, "Total", 1).ifPresent(value -> figures.put("jit_ms", value));
        for (Object trigger : PlanData.list(whole.get("Triggers"))) {
            PlanData.figure(PlanData.map(trigger), "Time", 1)
                    .ifPresent(value -> figures.merge("trigger_ms", value, Double::sum));
            PlanData.figure(PlanData.map(trigger), "Calls", 1)
                    .ifPresent(value -> figures.merge("trigger_calls", value, Double::sum));
        }
        return figures;
    }

    /** @param processes that run this part: workers and their leader */
    private NodeBuilder node(Map<String, Object> members, double processes, int depth) {
        PlanData.checkDepth(depth);
        NodeBuilder node = new NodeBuilder(text(members, "Name").orElseGet(() -> PostgresHeading.name(members)));
        LABELS.forEach((member, label) ->
                text(members, member).ifPresent(value -> node.label(label, unqualified(label, value))));
        CONDITIONS.forEach((member, name) ->
                joined(members.get(member)).ifPresent(value -> node.conditions.put(name, Literals.mask(value))));
        text(members, "Parent Relationship")
                .filter(relationship -> relationship.equals("InitPlan") || relationship.equals("SubPlan"))
                .ifPresent(relationship -> node.label("relationship", relationship));
        if (java.util.Objects.equals(
                node.labels.get("alias"), node.labels.getOrDefault("relation", node.labels.get("cte")))) {
            node.labels.remove("alias");
        }
        PostgresFigures.read(members, node, processes);
        double below = node.name.startsWith("Gather")
                ? 1 + (node.has("workers_launched") ? node.amount("workers_launched") : node.amount("workers_planned"))
                : processes;
        for (Object child : PlanData.list(members.get("Plans"))) {
            node.children.add(node(PlanData.map(child), below, depth + 1));
        }
        if (analyzed && !node.has("loops")) {
            node.figures.put("loops", 0.0);
        }
        return node;
    }

    /** With VERBOSE text has the schema before the name; the tree has the name alone. */
    private static String unqualified(String label, String value) {
        if (label.equals("subplan")) {
            return value.replaceFirst(" \\(returns .*", "");
        }
        boolean relation = label.equals("relation") && value.matches("[^\".]+\\.[^\".]+");
        return relation ? value.substring(value.indexOf('.') + 1) : value;
    }

    private static Optional<String> joined(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Collection<?> list ->
                Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            default -> Optional.of(String.valueOf(value));
        };
    }
}
