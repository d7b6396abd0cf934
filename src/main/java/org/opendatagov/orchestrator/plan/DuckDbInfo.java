package org.opendatagov.orchestrator.plan;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB tells of an operator under names of its own. */
final class DuckDbInfo {
    private static final Map<String, String> CONDITIONS = Map.of(
            "Filters", "filter",
            "Filter", "filter",
            "File Filters", "partition_filter",
            "Dynamic Filters", "dynamic_filter",
            "Conditions", "join_condition",
            "Condition", "join_filter",
            "Order By", "sort_key",
            "Groups", "group_key",
            "Expression", "filter",
            "", "expression");
    private static final Map<String, String> LABELS =
            Map.of("Join Type", "join_type", "CTE Name", "cte", "Function", "function");
    private static final Pattern NAME = Pattern.compile("[\\w.\"$ -]{1,200}");
    private static final Pattern SHARE = Pattern.compile("(\\d+)/(\\d+)");

    private DuckDbInfo() {}

    static void add(NodeBuilder node, String key, String value) {
        if (CONDITIONS.containsKey(key)) {
            node.conditions.put(CONDITIONS.getOrDefault(key, ""), Literals.mask(value));
        } else if (LABELS.containsKey(key) && NAME.matcher(value).matches()) {
            node.label(LABELS.getOrDefault(key, ""), value);
        } else if (key.equals("Table") && NAME.matcher(value).matches()) {
            node.label("relation", value.substring(value.lastIndexOf('.') + 1));
        } else if (key.equals("Estimated Cardinality")) {
            Quantities.number(value).ifPresent(rows -> node.figures.put("estimated_rows", rows));
        } else if (key.equals("Scanning Files")) {
            files(node, value);
        }
    }

    private static void files(NodeBuilder node, String value) {
        Matcher share = SHARE.matcher(value);
        if (share.matches()) {
            node.figures.put("files_read", Double.valueOf(share.group(1)));
            node.figures.put("files", Double.valueOf(share.group(2)));
        }
    }

    /** DuckDB measures an operator alone, over all threads; with what feeds it is the sum. */
    static double sumUp(NodeBuilder node) {
        double total = node.amount("self_ms");
        for (NodeBuilder child : node.children) {
            total += sumUp(child);
        }
        if (node.has("self_ms")) {
            node.figures.put("total_ms", total);
        }
        return total;
    }

    static void measured(NodeBuilder node, double rows, double millis) {
        node.figures.put("rows", rows);
        node.figures.put("rows_per_loop", rows);
        node.figures.put("loops", 1.0);
        node.figures.put("self_ms", millis);
    }

    /** The operators of the query itself, without those that EXPLAIN ANALYZE puts around them. */
    static NodeBuilder query(NodeBuilder root) {
        NodeBuilder query = root;
        while (query.name.matches("QUERY|EXPLAIN_ANALYZE|RESULT_COLLECTOR") && query.children.size() == 1) {
            query = query.children.getFirst();
        }
        return query;
    }
}
