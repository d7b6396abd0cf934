package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.opendatagov.orchestrator.catalog.GraphEdge;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.LineageGraph;

/** What a walk has found so far, within the bounds of its question. */
final class GraphFound {
    private final GraphQuery query;
    private final Map<String, Integer> datasets = new LinkedHashMap<>();
    private final Map<String, Integer> jobs = new LinkedHashMap<>();
    private final Map<Line, GraphEdge> edges = new LinkedHashMap<>();
    private final TreeSet<String> open = new TreeSet<>();

    /** What makes an edge the same as another. */
    private record Line(String from, String to, String how) {}

    GraphFound(GraphQuery query) {
        this.query = query;
    }

    /** Of the nodes where a walk begins those for which there is room. */
    GraphNames.Start from(GraphNames.Start start) {
        return new GraphNames.Start(begin(start.datasets(), false), begin(start.jobs(), true));
    }

    private List<String> begin(List<String> ids, boolean job) {
        ids.stream().filter(id -> !holds(id, job, 0)).forEach(this::open);
        return ids.stream().filter((job ? jobs : datasets)::containsKey).toList();
    }

    /** How many edges the answer may still get. */
    int edgesLeft() {
        return query.mostEdges() - edges.size();
    }

    /** Whether a node is part of the answer, for which there must be room if it is new. */
    boolean holds(String id, boolean job, int distance) {
        Map<String, Integer> kind = job ? jobs : datasets;
        boolean fits = kind.containsKey(id) || datasets.size() + jobs.size() < query.limit();
        if (fits) {
            kind.putIfAbsent(id, distance);
        }
        return fits;
    }

    boolean holds(String dataset) {
        return datasets.containsKey(dataset);
    }

    void edge(GraphEdge edge) {
        if (!edge.from().equals(edge.to())) {
            edges.putIfAbsent(new Line(edge.from(), edge.to(), edge.how()), edge);
        }
    }

    /** There is more behind this node. */
    void open(String id) {
        open.add(id);
    }

    LineageGraph graph(GraphNames names) {
        List<GraphEdge> sorted = edges.values().stream()
                .sorted(Comparator.comparing(GraphEdge::from)
                        .thenComparing(GraphEdge::to)
                        .thenComparing(GraphEdge::how))
                .toList();
        return new LineageGraph(names.nodes(datasets, jobs), sorted, query.depth(), open.isEmpty(), List.copyOf(open));
    }
}
