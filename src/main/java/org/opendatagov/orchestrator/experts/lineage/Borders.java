package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.GraphNode;

/** Transfers over borders: flows between datasets whose declared regions differ, and those that are declared. */
final class Borders {
    private Borders() {}

    /**
     * Personal data leaves a region.
     *
     * @param from where from, as people call it
     * @param to where to: a dataset, or what was declared
     * @param toRegion empty for a declared transfer
     * @param masked whether all that goes over is masked
     * @param columns which columns go over; empty where only the datasets are known
     */
    record Transfer(
            String from,
            String location,
            String to,
            String fromRegion,
            String toRegion,
            boolean declared,
            boolean masked,
            Set<String> columns,
            Set<String> jobs) {
        Map<String, Object> describe() {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("from", from);
            described.put("to", to);
            described.put("from_region", fromRegion);
            described.put("to_region", toRegion);
            described.put("how", declared ? "declared" : "flow");
            described.put("masked", masked);
            described.put("columns", List.copyOf(columns));
            described.put("jobs", List.copyOf(jobs));
            return described;
        }
    }

    static List<Transfer> of(
            List<CatalogDataset> personal, Map<String, GraphNode> nodes, Map<ColumnPlace, List<Hop>> flows) {
        List<Transfer> transfers = new ArrayList<>(crossing(nodes, flows));
        for (CatalogDataset dataset : personal) {
            dataset.declarations().transfers().stream()
                    .filter(place -> !place.equalsIgnoreCase("none"))
                    .forEach(place -> transfers.add(new Transfer(
                            dataset.name(),
                            dataset.location(),
                            place,
                            dataset.declarations().region().orElse(""),
                            place,
                            true,
                            false,
                            Set.of(),
                            Set.of())));
        }
        return transfers;
    }

    /** One a pair of datasets, however many columns and jobs. */
    private static List<Transfer> crossing(Map<String, GraphNode> nodes, Map<ColumnPlace, List<Hop>> flows) {
        Map<String, Transfer> pairs = new TreeMap<>();
        flows.values()
                .forEach(hops -> hops.forEach(hop -> {
                    GraphNode from = nodes.get(hop.from().dataset());
                    GraphNode to = nodes.get(hop.to().dataset());
                    if (from != null && to != null && differ(from.region(), to.region())) {
                        Set<String> columns = hop.from().isWhole()
                                ? Set.of()
                                : Set.of(hop.from().column());
                        Optional<String> job =
                                Optional.ofNullable(nodes.get(hop.job())).map(GraphNode::name);
                        Transfer transfer = new Transfer(
                                from.name(),
                                from.location().orElse(from.name()),
                                to.name(),
                                from.region().orElse(""),
                                to.region().orElse(""),
                                false,
                                hop.masked(),
                                columns,
                                job.map(Set::of).orElseGet(Set::of));
                        pairs.merge(from.id() + " " + to.id(), transfer, Borders::together);
                    }
                }));
        return List.copyOf(pairs.values());
    }

    static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.get().equalsIgnoreCase(other.get());
    }

    private static Transfer together(Transfer one, Transfer other) {
        Set<String> columns = new TreeSet<>(one.columns());
        columns.addAll(other.columns());
        Set<String> jobs = new TreeSet<>(one.jobs());
        jobs.addAll(other.jobs());
        return new Transfer(
                one.from(),
                one.location(),
                one.to(),
                one.fromRegion(),
                one.toRegion(),
                false,
                one.masked() && other.masked(),
                columns,
                jobs);
    }
}
