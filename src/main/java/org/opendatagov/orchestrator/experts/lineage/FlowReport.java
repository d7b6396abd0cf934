package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.GraphNode;

/** What was traced, as the result says it. */
record FlowReport(
        List<CatalogDataset> personal,
        Map<String, GraphNode> nodes,
        Map<ColumnPlace, List<Hop>> flows,
        List<Borders.Transfer> transfers,
        Set<String> jobs,
        boolean complete) {

    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("datasets_traced", personal.size());
        result.put(
                "columns_traced",
                flows.keySet().stream().filter(place -> !place.isWhole()).count());
        result.put("pipelines_traced", jobs.size());
        result.put("pipelines", jobs.stream().map(this::name).sorted().toList());
        result.put("flows", described());
        result.put(
                "cross_border",
                transfers.stream().map(Borders.Transfer::describe).toList());
        result.put("cross_border_count", transfers.size());
        result.put("dataset_level_only", datasetLevelOnly());
        result.put("complete", complete);
        return result;
    }

    Map<String, Object> context() {
        return Map.of(
                "data_flows", described(),
                "cross_border",
                        transfers.stream().map(Borders.Transfer::describe).toList(),
                "pipelines_traced", jobs.size());
    }

    String name(String id) {
        GraphNode node = nodes.get(id);
        return node == null
                ? personal.stream()
                        .filter(dataset -> dataset.id().equals(id))
                        .map(CatalogDataset::name)
                        .findFirst()
                        .orElse(id)
                : node.name();
    }

    private List<Map<String, Object>> described() {
        List<Map<String, Object>> described = new ArrayList<>();
        flows.forEach((source, hops) -> {
            Map<String, Object> flow = new LinkedHashMap<>(place(source));
            flow.put("hops", hops.stream().map(this::hop).toList());
            flow.put("ends", ends(hops));
            described.add(flow);
        });
        return described;
    }

    private Map<String, Object> place(ColumnPlace place) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("dataset", name(place.dataset()));
        described.put("id", place.dataset());
        if (!place.isWhole()) {
            described.put("column", place.column());
        }
        return described;
    }

    private Map<String, Object> hop(Hop hop) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("from", place(hop.from()));
        described.put("to", place(hop.to()));
        described.put("job", hop.job().isEmpty() ? "" : name(hop.job()));
        described.put("transformation", hop.what());
        described.put("masked", hop.masked());
        described.put("columns_known", hop.columnsKnown());
        described.put("cross_border", Borders.differ(region(hop.from()), region(hop.to())));
        return described;
    }

    private Optional<String> region(ColumnPlace place) {
        return Optional.ofNullable(nodes.get(place.dataset())).flatMap(GraphNode::region);
    }

    /** Where nothing goes on. */
    private List<Map<String, Object>> ends(List<Hop> hops) {
        Set<ColumnPlace> left = hops.stream().map(Hop::from).collect(Collectors.toSet());
        Map<ColumnPlace, Boolean> ends = new LinkedHashMap<>();
        hops.stream()
                .filter(hop -> !left.contains(hop.to()))
                .forEach(hop -> ends.merge(hop.to(), hop.masked(), (one, other) -> one && other));
        List<Map<String, Object>> described = new ArrayList<>();
        ends.forEach((place, masked) -> {
            Map<String, Object> end = new LinkedHashMap<>(place(place));
            end.put("masked", masked);
            described.add(end);
        });
        return described;
    }

    /** Pairs of datasets between which no column is known. */
    List<Map<String, Object>> datasetLevelOnly() {
        return flows.values().stream()
                .flatMap(List::stream)
                .filter(hop -> !hop.columnsKnown())
                .map(hop -> Map.<String, Object>of(
                        "from", name(hop.from().dataset()),
                        "to", name(hop.to().dataset()),
                        "job", hop.job().isEmpty() ? "" : name(hop.job())))
                .distinct()
                .toList();
    }
}
