package org.opendatagov.orchestrator.experts.lineage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opendatagov.orchestrator.catalog.GraphNode;

/** Nodes of the graph as results describe them. */
final class Nodes {
    private Nodes() {}

    static Map<String, Object> describe(GraphNode node) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(node.dataset() ? "dataset" : "job", node.name());
        described.put("id", node.id());
        node.location().ifPresent(location -> described.put("location", location));
        node.namespace().ifPresent(namespace -> described.put("namespace", namespace));
        described.put("distance", node.distance());
        described.put("owners", node.owners());
        node.region().ifPresent(region -> described.put("region", region));
        return described;
    }

    static List<Map<String, Object>> describe(Collection<GraphNode> nodes) {
        return nodes.stream().map(Nodes::describe).toList();
    }

    static List<String> names(Collection<GraphNode> nodes) {
        return nodes.stream().map(GraphNode::name).distinct().toList();
    }

    /** Who owns what among these: owner to counts of datasets and jobs. */
    static List<Map<String, Object>> owners(Collection<GraphNode> nodes) {
        Map<String, int[]> counts = new TreeMap<>();
        nodes.forEach(node -> node.owners()
                .forEach(owner -> counts.computeIfAbsent(owner, name -> new int[2])[node.dataset() ? 0 : 1]++));
        return counts.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "owner", entry.getKey(), "datasets", entry.getValue()[0], "jobs", entry.getValue()[1]))
                .toList();
    }
}
