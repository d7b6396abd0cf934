package org.opendatagov.orchestrator.experts.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.ColumnEdge;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.JobRun;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.catalog.RunTimes;

/**
 * Lineage without this service's own workflows: that a dataset was looked at is no pipeline that waits for it, is broken by its change, or
 * carries its data on. One that is asked about by itself is there.
 */
record Pipelines(Lineage all, String ownNamespace) implements Lineage {
    @Override
    public LineageGraph graph(GraphQuery query) {
        LineageGraph graph = all.graph(query);
        Set<String> own = graph.jobs().stream()
                .filter(job -> job.namespace().filter(ownNamespace::equals).isPresent())
                .map(GraphNode::id)
                .filter(job -> !query.start().contains(job))
                .collect(Collectors.toSet());
        return own.isEmpty() ? graph : without(own, graph);
    }

    private static LineageGraph without(Set<String> jobs, LineageGraph graph) {
        return new LineageGraph(
                graph.nodes().stream().filter(node -> !jobs.contains(node.id())).toList(),
                graph.edges().stream()
                        .filter(edge -> !jobs.contains(edge.from()) && !jobs.contains(edge.to()))
                        .toList(),
                graph.depth(),
                graph.complete(),
                graph.open().stream().filter(node -> !jobs.contains(node)).toList());
    }

    @Override
    public List<ColumnEdge> columns(Collection<String> datasets, Direction direction) {
        return all.columns(datasets, direction);
    }

    @Override
    public List<CatalogJob> jobs(String text, int limit) {
        return all.jobs(text, limit);
    }

    @Override
    public Optional<CatalogJob> job(String id) {
        return all.job(id);
    }

    @Override
    public List<CatalogJob> jobsNamed(String name, int limit) {
        return all.jobsNamed(name, limit);
    }

    @Override
    public List<JobRun> runs(String job, int limit) {
        return all.runs(job, limit);
    }

    @Override
    public Map<String, RunTimes> runTimes(Collection<String> jobs) {
        return all.runTimes(jobs);
    }
}
