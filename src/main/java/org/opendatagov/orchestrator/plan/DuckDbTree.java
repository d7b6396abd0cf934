package org.opendatagov.orchestrator.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads DuckDB's JSON: a list of operators from EXPLAIN, a profile from EXPLAIN ANALYZE. */
final class DuckDbTree {
    private DuckDbTree() {}

    static Optional<QueryPlan> read(Object json) {
        if (json instanceof List<?> list && list.size() == 1) {
            return read(list.getFirst());
        }
        Map<String, Object> top = PlanData.map(json);
        if (top.containsKey("latency") && !PlanData.list(top.get("children")).isEmpty()) {
            return Optional.of(profile(top));
        }
        return top.containsKey("extra_info") && top.get("name") instanceof String
                ? Optional.of(plan(node(top, 0), false, Map.of()))
                : Optional.empty();
    }

    private static QueryPlan profile(Map<String, Object> top) {
        Map<String, Double> figures = new TreeMap<>();
        PlanData.figure(top, "latency", 1000).ifPresent(value -> figures.put("execution_ms", value));
        PlanData.figure(top, "system_peak_temp_dir_size", 1)
                .filter(value -> value > 0)
                .ifPresent(value -> figures.put("spilled_bytes", value));
        NodeBuilder root = node(PlanData.map(PlanData.list(top.get("children")).getFirst()), 0);
        return plan(root, true, figures);
    }

    private static QueryPlan plan(NodeBuilder root, boolean analyzed, Map<String, Double> figures) {
        NodeBuilder query = DuckDbInfo.query(root);
        DuckDbInfo.sumUp(query);
        return new QueryPlan(PlanSource.DUCKDB, "json", analyzed, query.build(PlanSource.DUCKDB), figures, List.of());
    }

    private static NodeBuilder node(Map<String, Object> members, int depth) {
        PlanData.checkDepth(depth);
        Object name = members.getOrDefault("name", members.getOrDefault("operator_name", members.get("operator_type")));
        NodeBuilder node = new NodeBuilder(String.valueOf(name).strip());
        PlanData.map(members.get("extra_info")).forEach((key, value) -> DuckDbInfo.add(node, key, joined(value)));
        if (members.containsKey("operator_cardinality")) {
            DuckDbInfo.measured(
                    node,
                    PlanData.figure(members, "operator_cardinality", 1).orElse(0.0),
                    PlanData.figure(members, "operator_timing", 1000).orElse(0.0));
            PlanData.figure(members, "operator_rows_scanned", 1)
                    .filter(value -> value > 0)
                    .ifPresent(value -> node.figures.put("scanned_rows", value));
        }
        for (Object child : PlanData.list(members.get("children"))) {
            node.children.add(node(PlanData.map(child), depth + 1));
        }
        return node;
    }

    private static String joined(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
