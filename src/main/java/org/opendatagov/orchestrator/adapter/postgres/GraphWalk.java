package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphEdge;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Walks the graph breadth first inside a transaction, few statements a level: near nodes first, each once, however many ways and cycles lead to it.
 * This is one direction of it.
 */
final class GraphWalk {
    private final boolean downstream;
    private final int depth;
    private final GraphHops hops;
    private final GraphNames names;
    private final GraphFound found;
    private final Set<String> datasets;
    private final Set<String> jobs;

    private GraphWalk(
            boolean downstream,
            GraphQuery query,
            GraphHops hops,
            GraphNames names,
            GraphFound found,
            GraphNames.Start start) {
        this.downstream = downstream;
        this.depth = query.depth();
        this.hops = hops;
        this.names = names;
        this.found = found;
        this.datasets = new LinkedHashSet<>(start.datasets());
        this.jobs = new LinkedHashSet<>(start.jobs());
    }

    static LineageGraph walk(JdbcClient client, GraphQuery query) {
        GraphHops.plannedForFew(client);
        GraphNames names = new GraphNames(client);
        GraphFound found = new GraphFound(query);
        GraphNames.Start start = found.from(names.start(query.start()));
        for (boolean downstream : new boolean[] {true, false}) {
            if (query.direction() != (downstream ? Direction.UPSTREAM : Direction.DOWNSTREAM)) {
                GraphHops hops = new GraphHops(client, query.at(), downstream);
                new GraphWalk(downstream, query, hops, names, found, start).walk();
            }
        }
        return found.graph(names);
    }

    private void walk() {
        Set<String> level = new LinkedHashSet<>(datasets);
        Set<String> ahead = new LinkedHashSet<>(jobs);
        for (int distance = 1; distance <= depth && !(level.isEmpty() && ahead.isEmpty()); distance++) {
            Set<String> next = new LinkedHashSet<>();
            for (GraphHops.Hop hop : ofDatasets(level)) {
                take(hop, distance, hop.toJob() ? ahead : next);
            }
            for (GraphHops.Hop hop : ofJobs(ahead)) {
                take(hop, distance, next);
            }
            level = next;
            ahead.clear();
        }
        notFollowed(level);
    }

    private List<GraphHops.Hop> ofDatasets(Set<String> level) {
        if (level.isEmpty()) {
            return List.of();
        }
        Map<String, String> keys = names.keys(downstream, level);
        return named(within(hops.ofDatasets(level, keys.keySet(), found.edgesLeft() + 1), level), keys);
    }

    private List<GraphHops.Hop> ofJobs(Set<String> ahead) {
        return ahead.isEmpty() ? List.of() : within(hops.ofJobs(ahead, found.edgesLeft() + 1), ahead);
    }

    /** Of too many hops the first; behind all nodes from which they go there may be more. */
    private List<GraphHops.Hop> within(List<GraphHops.Hop> hopped, Collection<String> origins) {
        int most = found.edgesLeft();
        if (hopped.size() > most) {
            origins.forEach(found::open);
            return hopped.subList(0, most);
        }
        return hopped;
    }

    /** Edges call their upstream as they like: by ids. */
    private List<GraphHops.Hop> named(List<GraphHops.Hop> hopped, Map<String, String> keys) {
        return downstream
                ? hopped.stream()
                        .map(hop -> hop.between(keys.getOrDefault(hop.from(), hop.from()), hop.to()))
                        .toList()
                : names.resolved(hopped);
    }

    /** Takes what is found as far as there is room; what is new is looked at next. */
    private void take(GraphHops.Hop hop, int distance, Set<String> next) {
        if (!found.holds(hop.to(), hop.toJob(), distance)) {
            found.open(hop.from());
            return;
        }
        if ((hop.toJob() ? jobs : datasets).add(hop.to())) {
            next.add(hop.to());
        }
        found.edge(new GraphEdge(
                downstream ? hop.from() : hop.to(), downstream ? hop.to() : hop.from(), hop.how(), hop.confidence()));
    }

    /** At the depth that was asked for, those behind which there is more. */
    private void notFollowed(Set<String> level) {
        if (level.isEmpty()) {
            return;
        }
        hops.onward(level, jobs).forEach(found::open);
        Map<String, String> keys = names.keys(downstream, level);
        named(hops.ofDatasets(Set.of(), keys.keySet(), found.edgesLeft() + 1), keys).stream()
                .filter(hop -> !found.holds(hop.to()))
                .forEach(hop -> found.open(hop.from()));
    }
}
