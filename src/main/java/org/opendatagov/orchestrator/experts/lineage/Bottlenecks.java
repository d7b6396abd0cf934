package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * {@code identify_bottleneck_datasets}: of what a pipeline reads, the dataset that takes longest; without an analysis, the one that most
 * work waits for. What it holds up are the jobs downstream of the pipeline.
 */
final class Bottlenecks {
    private final Lineage lineage;
    private final Targets targets;

    Bottlenecks(Lineage lineage, Targets targets) {
        this.lineage = lineage;
        this.targets = targets;
    }

    private static Problem missing(String input) {
        return new Problem(
                "missing_input",
                input,
                "identify_bottleneck_datasets needs 'pipeline_id' (a job's name), 'dataset', or an analysis of a pipeline before it.");
    }

    ExpertReport report(ExpertRequest request) {
        List<String> names = names(request);
        List<CatalogJob> jobs = names.stream()
                .flatMap(name -> targets.jobs(name).stream())
                .distinct()
                .toList();
        List<Bottleneck> found = candidates(request, jobs);
        if (names.isEmpty() && found.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    Stream.of("/pipeline_id", "/dataset")
                            .map(Bottlenecks::missing)
                            .toList());
        }
        List<GraphNode> delayed = delayed(jobs, found);
        Findings findings = BottleneckFindings.of(names, found, delayed);
        return new ExpertReport(
                BottleneckFindings.summary(found, delayed),
                findings.findings(),
                findings.evidence(),
                result(names, jobs, found, delayed),
                context(found, delayed),
                Map.of());
    }

    /** The pipeline as the caller and the analysis before call it. */
    private static List<String> names(ExpertRequest request) {
        Set<String> names = new TreeSet<>();
        request.text("pipeline_id").ifPresent(names::add);
        request.context().find("pipeline").map(ContextValue::value).ifPresent(value -> {
            if (value instanceof Map<?, ?> pipeline) {
                Stream.of(pipeline.get("name"), pipeline.get("id"))
                        .filter(String.class::isInstance)
                        .forEach(name -> names.add(String.valueOf(name)));
            }
        });
        return List.copyOf(names);
    }

    private List<Bottleneck> candidates(ExpertRequest request, List<CatalogJob> jobs) {
        Map<String, Bottleneck> found = new LinkedHashMap<>();
        analysed(request.context()).forEach(read -> found.putIfAbsent(read.id().orElse(read.dataset()), read));
        Stream<CatalogDataset> named = request.text("dataset").map(targets::dataset).stream();
        Stream<CatalogDataset> read =
                jobs.stream().flatMap(job -> job.inputs().stream()).flatMap(id -> targets.find(id).stream());
        Stream.concat(named, read)
                .forEach(dataset -> found.computeIfAbsent(
                        dataset.id(),
                        id -> bottleneck(
                                dataset.name(),
                                Optional.of(dataset),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                Map.of())));
        List<Bottleneck> sorted = new ArrayList<>(found.values());
        sorted.sort(
                Comparator.comparingDouble((Bottleneck one) -> -one.seconds().orElse(-1))
                        .thenComparingDouble(one -> -one.pathSeconds())
                        .thenComparingInt(one -> -one.fanOut())
                        .thenComparing(Bottleneck::dataset));
        return sorted;
    }

    /** What the PerformanceExpert saw the pipeline read, under {@code input_datasets}. */
    private List<Bottleneck> analysed(ContextView context) {
        List<Map<?, ?>> reads = new ArrayList<>();
        if (context.find("input_datasets").map(ContextValue::value).orElse(List.of()) instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> read && read.get("dataset") instanceof String) {
                    reads.add(read);
                }
            });
        }
        double all = reads.stream().mapToDouble(Bottlenecks::seconds).sum();
        return reads.stream()
                .map(read -> bottleneck(
                        String.valueOf(read.get("dataset")),
                        dataset(read),
                        OptionalDouble.of(seconds(read)),
                        all > 0 ? OptionalDouble.of(seconds(read) / all) : OptionalDouble.empty(),
                        read))
                .toList();
    }

    private static double seconds(Map<?, ?> read) {
        return read.get("seconds") instanceof Number number ? number.doubleValue() : 0;
    }

    private Optional<CatalogDataset> dataset(Map<?, ?> read) {
        List<?> locations = read.get("locations") instanceof List<?> list ? list : List.of();
        return Stream.concat(locations.stream(), Stream.of(read.get("dataset")))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(name -> targets.find(name.replaceFirst("^file:/+(?=/)", "")).stream())
                .findFirst();
    }

    private Bottleneck bottleneck(
            String name,
            Optional<CatalogDataset> dataset,
            OptionalDouble seconds,
            OptionalDouble share,
            Map<?, ?> read) {
        LineageGraph behind = dataset.map(known -> lineage.graph(GraphQuery.of(known.id(), Direction.DOWNSTREAM)))
                .orElseGet(() -> LineageGraph.nothing(1));
        List<String> jobs = behind.jobs().stream().map(GraphNode::id).toList();
        double path = new CriticalPath(behind, lineage.runTimes(jobs))
                .from(dataset.stream().map(CatalogDataset::id).toList())
                .seconds();
        List<String> columns = read.get("partition_columns") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new Bottleneck(
                name,
                dataset.map(CatalogDataset::id),
                dataset.map(CatalogDataset::location),
                seconds,
                share,
                read.containsKey("partition_columns") ? Optional.of(!columns.isEmpty()) : Optional.empty(),
                columns,
                (int) behind.jobs().stream().filter(job -> job.distance() == 1).count(),
                path);
    }

    /** Those that wait for the pipeline; where nobody knows the pipeline, those that wait for the dataset. */
    private List<GraphNode> delayed(List<CatalogJob> jobs, List<Bottleneck> found) {
        List<String> own = jobs.stream().map(CatalogJob::id).toList();
        List<String> start = own.isEmpty()
                ? found.stream().limit(1).flatMap(one -> one.id().stream()).toList()
                : own;
        if (start.isEmpty()) {
            return List.of();
        }
        return lineage
                .graph(new GraphQuery(
                        start, Direction.DOWNSTREAM, GraphQuery.DEEPEST, GraphQuery.LARGEST, Optional.empty()))
                .jobs()
                .stream()
                .filter(job -> !own.contains(job.id()))
                .toList();
    }

    private static Map<String, Object> result(
            List<String> names, List<CatalogJob> jobs, List<Bottleneck> found, List<GraphNode> delayed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pipeline", names);
        result.put("known", !jobs.isEmpty());
        result.put("bottlenecks", found.stream().map(Bottleneck::describe).toList());
        result.put("delayed_pipelines", Nodes.describe(delayed));
        result.put("delayed_count", delayed.size());
        return result;
    }

    private static Map<String, Object> context(List<Bottleneck> found, List<GraphNode> delayed) {
        return Map.of(
                "bottleneck_datasets",
                found.stream().map(Bottleneck::describe).toList(),
                "delayed_pipelines",
                Nodes.names(delayed));
    }
}
