package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.catalog.GraphEdge;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.catalog.RunTimes;

/**
 * The way through the graph on which jobs take longest together, by the median of their latest runs. A cycle is left where it would come
 * back to itself.
 */
final class CriticalPath {
    private final Map<String, List<GraphEdge>> outgoing;
    private final Map<String, RunTimes> times;
    private final Map<String, Way> known = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();

    CriticalPath(LineageGraph graph, Map<String, RunTimes> times) {
        this.outgoing = graph.outgoing();
        this.times = times;
    }

    /** Nodes from the start on, and how long the jobs among them take. */
    record Way(double seconds, List<String> nodes) {
        Way {
            nodes = List.copyOf(nodes);
        }
    }

    /** The longest way from any of these. */
    Way from(Collection<String> starts) {
        return starts.stream()
                .sorted()
                .map(this::from)
                .reduce((first, second) -> second.seconds() > first.seconds() ? second : first)
                .orElseGet(() -> new Way(0, List.of()));
    }

    private Way from(String node) {
        Way before = known.get(node);
        if (before != null) {
            return before;
        }
        onTheWay.add(node);
        Way longest = new Way(0, List.of());
        for (GraphEdge edge : outgoing.getOrDefault(node, List.of())) {
            if (!onTheWay.contains(edge.to())) {
                Way way = from(edge.to());
                boolean first = longest.nodes().isEmpty();
                longest = first || way.seconds() > longest.seconds() ? way : longest;
            }
        }
        onTheWay.remove(node);
        List<String> nodes = new ArrayList<>(List.of(node));
        nodes.addAll(longest.nodes());
        RunTimes own = times.get(node);
        Way way = new Way(longest.seconds() + (own == null ? 0 : own.medianSeconds()), nodes);
        known.put(node, way);
        return way;
    }
}
