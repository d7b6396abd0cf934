package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The time of each operator without that of those that feed it, as PEV2 has it: a node's own time is its total less that of its
 * children, of which init plans count to those that wait for them; a CTE runs within its first scan, so its time is taken from its scans.
 */
final class PostgresTimes {
    private PostgresTimes() {}

    static void set(NodeBuilder root) {
        List<NodeBuilder> all = new ArrayList<>();
        collect(root, all);
        all.stream().filter(node -> node.has("total_ms")).forEach(node -> {
            double children = node.children.stream()
                    .filter(child -> !"InitPlan".equals(child.labels.get("relationship")))
                    .mapToDouble(child -> child.amount("total_ms"))
                    .sum();
            node.figures.put("self_ms", Math.max(0, node.amount("total_ms") - children));
        });
        all.stream()
                .filter(node -> node.labels.getOrDefault("subplan", "").startsWith("CTE "))
                .forEach(cte -> takeFromScans(cte, all));
    }

    private static void collect(NodeBuilder node, List<NodeBuilder> all) {
        all.add(node);
        node.children.forEach(child -> collect(child, all));
    }

    private static void takeFromScans(NodeBuilder cte, List<NodeBuilder> all) {
        String name = cte.labels.getOrDefault("subplan", "").substring("CTE ".length());
        List<NodeBuilder> scans =
                all.stream().filter(node -> name.equals(node.labels.get("cte"))).toList();
        double own = scans.stream().mapToDouble(scan -> scan.amount("self_ms")).sum();
        if (own > 0) {
            double left = Math.max(0, own - cte.amount("total_ms")) / own;
            scans.forEach(scan -> scan.figures.put("self_ms", scan.amount("self_ms") * left));
        }
    }
}
