package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** {@code assess_impact}: what a change of a dataset or a job reaches: datasets, jobs, and whom to tell. */
final class Impact {
    private final Lineage lineage;
    private final Targets targets;

    Impact(Lineage lineage, Targets targets) {
        this.lineage = lineage;
        this.targets = targets;
    }

    /** @param read the dataset that the request's {@code file_path} names, where it names one */
    ExpertReport report(ExpertRequest request, Optional<CatalogDataset> read) {
        Start start = start(request, read);
        int depth = request.inputs().get("depth") instanceof Number number ? number.intValue() : GraphQuery.DEEPEST;
        LineageGraph graph = lineage.graph(
                new GraphQuery(start.ids(), Direction.DOWNSTREAM, depth, GraphQuery.LARGEST, Optional.empty()));
        List<GraphNode> reached = graph.nodes().stream()
                .filter(node -> !start.ids().contains(node.id()))
                .toList();
        List<GraphNode> datasets = reached.stream().filter(GraphNode::dataset).toList();
        List<GraphNode> jobs = reached.stream().filter(node -> !node.dataset()).toList();
        Findings findings = new Findings();
        find(start, graph, datasets, jobs, findings);
        return new ExpertReport(
                summary(start.name(), datasets.size(), jobs.size()),
                findings.findings(),
                findings.evidence(),
                result(graph, start, datasets, jobs),
                Map.of("impacted", Nodes.names(datasets)),
                Map.of());
    }

    private record Start(String name, Subject subject, List<String> ids) {}

    private Start start(ExpertRequest request, Optional<CatalogDataset> read) {
        Optional<CatalogDataset> dataset = read.or(() -> request.text("dataset").map(targets::dataset));
        Optional<String> job = request.text("job");
        if (dataset.isPresent() == job.isPresent()) {
            throw LineageExpert.missing("assess_impact needs either 'dataset' (or 'file_path') or 'job'.");
        }
        return dataset.map(found -> new Start(found.name(), Subject.ofDataset(found.location()), List.of(found.id())))
                .orElseGet(() -> job(job.orElseThrow()));
    }

    private Start job(String name) {
        List<CatalogJob> jobs = targets.jobs(name);
        if (jobs.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "No lineage event told of a job of this name; GET /api/v1/jobs lists those there are.");
        }
        return new Start(
                name, Subject.ofJob(name), jobs.stream().map(CatalogJob::id).toList());
    }

    private Map<String, Object> result(
            LineageGraph graph, Start start, List<GraphNode> datasets, List<GraphNode> jobs) {
        CriticalPath.Way path = new CriticalPath(
                        graph, lineage.runTimes(jobs.stream().map(GraphNode::id).toList()))
                .from(start.ids());
        Map<String, GraphNode> nodes = graph.byId();
        List<GraphNode> all = new ArrayList<>(datasets);
        all.addAll(jobs);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("datasets", Nodes.describe(datasets));
        result.put("jobs", Nodes.describe(jobs));
        result.put("owners", Nodes.owners(all));
        result.put(
                "critical_path",
                path.nodes().stream()
                        .flatMap(id -> Optional.ofNullable(nodes.get(id)).stream())
                        .map(GraphNode::name)
                        .toList());
        result.put("critical_path_seconds", path.seconds());
        result.put("complete", graph.complete());
        return result;
    }

    private static void find(
            Start start, LineageGraph graph, List<GraphNode> datasets, List<GraphNode> jobs, Findings findings) {
        String id = findings.evidence(
                "impact",
                "lineage",
                start.subject(),
                "Datasets and jobs downstream, as lineage tells",
                Map.of("datasets", datasets.size(), "jobs", jobs.size(), "complete", graph.complete()));
        if (!datasets.isEmpty() || !jobs.isEmpty()) {
            List<String> owners = java.util.stream.Stream.concat(datasets.stream(), jobs.stream())
                    .flatMap(node -> node.owners().stream())
                    .distinct()
                    .sorted()
                    .toList();
            findings.rule(
                    datasets.size() + jobs.size() >= 10 ? Severity.MEDIUM : Severity.LOW,
                    "A change of '%s' reaches %d datasets and %d jobs"
                            .formatted(start.name(), datasets.size(), jobs.size()),
                    (graph.complete()
                                    ? "That is all that is known downstream"
                                    : "There are more; limit or depth left them out")
                            + " (distance by distance in the result).",
                    start.subject(),
                    1,
                    id,
                    owners.isEmpty()
                            ? "Nobody is known to own them; declare owners."
                            : "Tell their owners first: " + String.join(", ", owners) + ".",
                    "lineage.impact");
        }
    }

    private static String summary(String name, int datasets, int jobs) {
        return datasets + jobs == 0
                ? "Nothing is known to depend on '%s'".formatted(name)
                : "A change of '%s' reaches %d datasets and %d jobs".formatted(name, datasets, jobs);
    }
}
