package org.opendatagov.orchestrator.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer to a {@link GraphQuery}: nodes by distance and id, and the edges between them. A job stands between what it reads and writes.
 *
 * @param depth how far was looked
 * @param complete false where limit or depth left something out: {@code open} says behind which nodes
 */
public record LineageGraph(
        List<GraphNode> nodes, List<GraphEdge> edges, int depth, boolean complete, List<String> open) {
    public LineageGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        open = List.copyOf(open);
    }

    public static LineageGraph nothing(int depth) {
        return new LineageGraph(List.of(), List.of(), depth, true, List.of());
    }

    /** Both together: a node that is in both is as near as in the nearer. */
    public LineageGraph and(LineageGraph other) {
        Map<String, GraphNode> nearest = new TreeMap<>();
        Stream.concat(nodes.stream(), other.nodes.stream())
                .forEach(node ->
                        nearest.merge(node.id(), node, (one, two) -> one.distance() <= two.distance() ? one : two));
        return new LineageGraph(
                nearest.values().stream()
                        .sorted(Comparator.comparingInt(GraphNode::distance)
                                .thenComparing(GraphNode::type)
                                .thenComparing(GraphNode::id))
                        .toList(),
                Stream.concat(edges.stream(), other.edges.stream()).distinct().toList(),
                Math.max(depth, other.depth),
                complete && other.complete,
                Stream.concat(open.stream(), other.open.stream()).distinct().toList());
    }

    public List<GraphNode> datasets() {
        return nodes.stream().filter(GraphNode::dataset).toList();
    }

    public List<GraphNode> jobs() {
        return nodes.stream().filter(node -> !node.dataset()).toList();
    }

    public Map<String, GraphNode> byId() {
        return nodes.stream().collect(Collectors.toMap(GraphNode::id, Function.identity()));
    }

    /** The edges that leave each node. */
    public Map<String, List<GraphEdge>> outgoing() {
        return edges.stream().collect(Collectors.groupingBy(GraphEdge::from));
    }
}
