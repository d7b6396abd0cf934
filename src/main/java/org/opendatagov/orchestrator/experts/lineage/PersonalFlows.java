package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.ColumnEdge;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphEdge;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.catalog.PersonalDatasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;

/** {@code trace_pii_data_flows}: where personal columns go, hop by hop, masked or not, over which borders. */
final class PersonalFlows {
    private final Catalog catalog;
    private final Lineage lineage;
    private final Targets targets;

    PersonalFlows(Catalog catalog, Lineage lineage, Targets targets) {
        this.catalog = catalog;
        this.lineage = lineage;
        this.targets = targets;
    }

    ExpertReport report(ExpertRequest request) {
        List<CatalogDataset> personal = personal(request);
        LineageGraph graph = graph(personal, Direction.DOWNSTREAM, GraphQuery.DEEPEST);
        LineageGraph sources = graph(personal, Direction.UPSTREAM, 1);
        Map<String, GraphNode> nodes = graph.and(sources).byId();
        List<ColumnEdge> columns =
                lineage.columns(graph.datasets().stream().map(GraphNode::id).toList(), Direction.DOWNSTREAM);
        PersonalFlow flow = new PersonalFlow(columns, datasets(graph));
        Map<ColumnPlace, List<Hop>> flows = new LinkedHashMap<>();
        personal.forEach(dataset -> places(dataset).forEach(place -> flows.put(place, flow.from(place))));
        Set<String> jobs = jobs(flows.values(), graph, sources, personal);
        FlowReport report =
                new FlowReport(personal, nodes, flows, Borders.of(personal, nodes, flows), jobs, graph.complete());
        Findings findings = FlowFindings.of(report);
        return new ExpertReport(
                FlowFindings.summary(report),
                findings.findings(),
                findings.evidence(),
                report.result(),
                report.context(),
                Map.of());
    }

    private List<CatalogDataset> personal(ExpertRequest request) {
        Object named = request.inputs().get("datasets");
        if (named instanceof List<?> list) {
            return list.stream()
                    .map(name -> targets.dataset(String.valueOf(name)))
                    .distinct()
                    .toList();
        }
        return request.context()
                .find(PersonalDatasets.SHARED)
                .flatMap(shared -> PersonalDatasets.shared(catalog, shared.value()))
                .orElseGet(
                        () -> catalog.personal(DatasetScope.of(request.inputs().get("scope"))));
    }

    /** Its personal columns; of a dataset that is only said to be personal, the whole. */
    private static List<ColumnPlace> places(CatalogDataset dataset) {
        List<ColumnPlace> places = dataset.columns().stream()
                .filter(column -> column.privacy().personal())
                .map(CatalogColumn::name)
                .map(name -> new ColumnPlace(dataset.id(), name))
                .toList();
        return places.isEmpty() ? List.of(ColumnPlace.whole(dataset.id())) : places;
    }

    private LineageGraph graph(List<CatalogDataset> start, Direction direction, int depth) {
        List<String> ids = start.stream().map(CatalogDataset::id).toList();
        return ids.isEmpty()
                ? LineageGraph.nothing(depth)
                : lineage.graph(new GraphQuery(ids, direction, depth, GraphQuery.LARGEST, Optional.empty()));
    }

    /** Data flows by jobs, or as somebody declared; that a column refers to another dataset moves nothing. */
    private static Map<String, Map<String, Set<String>>> datasets(LineageGraph graph) {
        Map<String, GraphNode> nodes = graph.byId();
        Map<String, List<GraphEdge>> outgoing = graph.outgoing();
        Map<String, Map<String, Set<String>>> made = new TreeMap<>();
        for (GraphEdge edge : graph.edges()) {
            GraphNode from = nodes.get(edge.from());
            GraphNode to = nodes.get(edge.to());
            if (from == null || to == null || !from.dataset() || edge.how().equals("foreign_key")) {
                continue;
            }
            if (to.dataset()) {
                add(made, from.id(), to.id(), "");
            } else {
                outgoing.getOrDefault(to.id(), List.of()).forEach(next -> add(made, from.id(), next.to(), to.id()));
            }
        }
        return made;
    }

    private static void add(Map<String, Map<String, Set<String>>> made, String from, String to, String job) {
        made.computeIfAbsent(from, id -> new TreeMap<>())
                .computeIfAbsent(to, id -> new TreeSet<>())
                .add(job);
    }

    /** Pipelines that read or write personal datasets, or carry their data on. */
    private static Set<String> jobs(
            Collection<List<Hop>> flows, LineageGraph graph, LineageGraph sources, List<CatalogDataset> personal) {
        Set<String> jobs = new LinkedHashSet<>();
        List<String> ids = personal.stream().map(CatalogDataset::id).toList();
        Map<String, GraphNode> readers = graph.byId();
        graph.edges().stream()
                .filter(edge -> ids.contains(edge.from()))
                .map(edge -> readers.get(edge.to()))
                .filter(node -> node != null && !node.dataset())
                .forEach(node -> jobs.add(node.id()));
        sources.jobs().forEach(job -> jobs.add(job.id()));
        List<Hop> hops = new ArrayList<>();
        flows.forEach(hops::addAll);
        hops.stream().map(Hop::job).filter(job -> !job.isEmpty()).forEach(jobs::add);
        return jobs;
    }
}
