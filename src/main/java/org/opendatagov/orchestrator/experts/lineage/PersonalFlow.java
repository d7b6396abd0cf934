package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.ColumnEdge;

/**
 * Follows personal columns hop by hop to where they end. What has been masked on the way stays masked; a column that is reached both ways
 * counts as not masked. Where between two datasets no column is known, the whole dataset is followed, and that is said.
 */
final class PersonalFlow {
    private final Map<ColumnPlace, List<ColumnEdge>> columns = new HashMap<>();
    private final Set<String> pairs = new TreeSet<>();
    private final Map<String, Map<String, Set<String>>> datasets;

    /** @param datasets of each dataset those made from it, and by which jobs */
    PersonalFlow(List<ColumnEdge> edges, Map<String, Map<String, Set<String>>> datasets) {
        this.datasets = datasets;
        edges.stream().filter(ColumnEdge::direct).forEach(edge -> {
            columns.computeIfAbsent(new ColumnPlace(edge.upstream(), edge.upstreamColumn()), place -> new ArrayList<>())
                    .add(edge);
            pairs.add(edge.upstream() + " " + edge.downstream());
        });
    }

    /** All steps from a column on, in the order in which they are reached. */
    List<Hop> from(ColumnPlace start) {
        Map<String, Hop> hops = new LinkedHashMap<>();
        Map<ColumnPlace, Boolean> seen = new HashMap<>(Map.of(start, false));
        Deque<ColumnPlace> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            ColumnPlace place = open.removeFirst();
            boolean masked = seen.getOrDefault(place, false);
            for (Hop hop : next(place, masked)) {
                hops.merge(key(hop), hop, (before, now) -> before.masked() ? now : before);
                Boolean before = seen.get(hop.to());
                if (before == null || (before && !hop.masked())) {
                    seen.put(hop.to(), hop.masked());
                    open.addLast(hop.to());
                }
            }
        }
        return List.copyOf(hops.values());
    }

    private static String key(Hop hop) {
        return String.join(
                "\n",
                hop.from().dataset(),
                hop.from().column(),
                hop.to().dataset(),
                hop.to().column(),
                hop.job());
    }

    private List<Hop> next(ColumnPlace place, boolean masked) {
        List<Hop> next = new ArrayList<>();
        steps(place).forEach((key, edges) -> {
            ColumnEdge first = edges.getFirst();
            boolean hidden = edges.stream().allMatch(ColumnEdge::masking);
            String what = edges.stream()
                    .map(ColumnEdge::subtype)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(", "));
            next.add(new Hop(
                    place,
                    new ColumnPlace(first.downstream(), first.downstreamColumn()),
                    first.job(),
                    what,
                    masked || hidden,
                    true));
        });
        datasets.getOrDefault(place.dataset(), Map.of()).forEach((downstream, jobs) -> {
            boolean known = !place.isWhole() && pairs.contains(place.dataset() + " " + downstream);
            if (!known && !downstream.equals(place.dataset())) {
                jobs.forEach(job -> next.add(new Hop(place, ColumnPlace.whole(downstream), job, "", masked, false)));
            }
        });
        return next;
    }

    /** Edges that are one step: of one job, into one column. */
    private Map<String, List<ColumnEdge>> steps(ColumnPlace place) {
        return columns.getOrDefault(place, List.of()).stream()
                .filter(edge -> !edge.downstream().equals(place.dataset())
                        || !edge.downstreamColumn().equals(place.column()))
                .collect(Collectors.groupingBy(
                        edge -> edge.downstream() + "\n" + edge.downstreamColumn() + "\n" + edge.job(),
                        TreeMap::new,
                        Collectors.toList()));
    }
}
