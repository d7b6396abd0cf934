package org.opendatagov.orchestrator.adapter.postgres;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.openlineage.ColumnFlow;
import org.opendatagov.orchestrator.openlineage.ColumnFlows;
import org.opendatagov.orchestrator.openlineage.EventDataset;
import org.opendatagov.orchestrator.openlineage.LineageEvent;
import org.opendatagov.orchestrator.openlineage.StatedLineage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one event tells, written into the catalogue. To be used inside a transaction in its turn. */
final class EventTelling {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    private final LineageEvent event;
    private final LineageDatasets datasets;
    private final LineageJobs jobs;
    private final JobVersions versions;
    private final LineageFacets facets;
    private final LineageColumns columns;
    private final CatalogLineage edges;

    EventTelling(JdbcClient client, LineageEvent event) {
        this.event = event;
        this.facets = new LineageFacets(client, event.time());
        this.datasets = new LineageDatasets(client, facets);
        this.jobs = new LineageJobs(client, facets, event.time());
        this.versions = new JobVersions(client);
        this.columns = new LineageColumns(client, event.time());
        this.edges = new CatalogLineage(client);
    }

    void tell() {
        Optional<String> job = event.job().map(jobs::job);
        event.run().ifPresent(run -> jobs.run(job.orElseThrow(), run));
        event.inputs().forEach(dataset -> access(job, dataset, INPUT));
        event.outputs().forEach(dataset -> access(job, dataset, OUTPUT));
        event.outputs().forEach(dataset -> columns(job, dataset.name(), ColumnFlows.of(dataset)));
        stated(job, StatedLineage.of(event));
        event.run().ifPresentOrElse(run -> versions.ran(run.id()), () -> job.ifPresent(this::restated));
    }

    /** What an event without a run says of a job is all that it reads, and all that it writes. */
    private void restated(String job) {
        if (!event.inputs().isEmpty()) {
            versions.stated(job, INPUT, event.time());
        }
        if (!event.outputs().isEmpty()) {
            versions.stated(job, OUTPUT, event.time());
        }
    }

    private void access(Optional<String> job, EventDataset dataset, String role) {
        String id = datasets.described(dataset);
        job.ifPresent(owner -> jobs.access(owner, id, role));
        event.run().ifPresent(run -> jobs.access(run.id(), id, role, dataset.accessFacets()));
    }

    private void columns(Optional<String> job, DatasetName target, List<ColumnFlow> flows) {
        String downstream = datasets.named(target);
        for (ColumnFlow flow : flows) {
            String upstream = datasets.named(flow.source());
            columns.link(upstream, downstream, job.orElse(""), flow);
            if (!upstream.equals(downstream) && !jobs.makes(job.orElse(""), upstream, downstream)) {
                edges.told(upstream, downstream, job.orElse(""), event.time());
            }
        }
        if (!flows.isEmpty()) {
            columns.supersede(downstream, job.orElse(""));
        }
    }

    private void stated(Optional<String> job, StatedLineage stated) {
        for (StatedLineage.Pair pair : stated.datasets()) {
            edges.told(
                    datasets.named(pair.upstream()), datasets.named(pair.downstream()), job.orElse(""), event.time());
        }
        stated.reads()
                .forEach(read ->
                        jobs.access(jobs.named(read.namespace(), read.job()), datasets.named(read.dataset()), INPUT));
        stated.writes()
                .forEach(write -> jobs.access(
                        jobs.named(write.namespace(), write.job()), datasets.named(write.dataset()), OUTPUT));
        stated.columns().forEach(target -> columns(job, target.dataset(), target.flows()));
    }
}
