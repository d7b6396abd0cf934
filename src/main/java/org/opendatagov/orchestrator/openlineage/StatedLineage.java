package org.opendatagov.orchestrator.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.DatasetName;

/**
 * What {@code lineage} facets state outright, beside what the inputs and outputs of an event imply.
 *
 * @param datasets a dataset is made from another
 * @param reads a dataset is read by a job
 * @param writes a dataset is written by a job
 * @param columns what goes into the columns of a dataset that the facet names
 */
public record StatedLineage(List<Pair> datasets, List<Access> reads, List<Access> writes, List<TargetColumns> columns) {
    /** One dataset made from another. */
    public record Pair(DatasetName upstream, DatasetName downstream) {}

    /** A job and a dataset. */
    public record Access(String namespace, String job, DatasetName dataset) {}

    /** Column lineage of one dataset. */
    public record TargetColumns(DatasetName dataset, List<ColumnFlow> flows) {}

    public static StatedLineage of(LineageEvent event) {
        StatedLineage stated =
                new StatedLineage(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (EventDataset dataset : event.outputs()) {
            stated.target(dataset.name(), Json.object(dataset.facets(), "lineage"), Optional.empty());
        }
        event.job()
                .ifPresent(job ->
                        Json.list(job.facets(), "lineage", "entries").forEach(entry -> stated.entry(entry, job)));
        return stated;
    }

    private void entry(@Nullable Object entry, EventJob own) {
        if (Json.text(entry, "type").filter("JOB"::equals).isPresent()) {
            for (Object input : Json.list(entry, "inputs")) {
                if (isDataset(input)) {
                    ColumnFlows.name(input).ifPresent(source -> reads.add(access(entry, own, source)));
                }
            }
        } else {
            ColumnFlows.name(entry).ifPresent(target -> {
                target(target, entry, Optional.of(own));
                columns.add(new TargetColumns(target, ColumnFlows.explicit(Json.object(entry))));
            });
        }
    }

    private void target(DatasetName target, @Nullable Object entry, Optional<EventJob> own) {
        List<Object> sources = new ArrayList<>(Json.list(entry, "inputs"));
        Json.object(entry, "fields").values().forEach(field -> sources.addAll(Json.list(field, "inputs")));
        for (Object source : sources) {
            if (isDataset(source)) {
                ColumnFlows.name(source).ifPresent(upstream -> datasets.add(new Pair(upstream, target)));
            } else {
                own.ifPresent(job -> writes.add(access(source, job, target)));
            }
        }
    }

    private static boolean isDataset(@Nullable Object reference) {
        return Json.text(reference, "type").filter("DATASET"::equals).isPresent();
    }

    /** A job without a name is the event's own. */
    private static Access access(@Nullable Object job, EventJob own, DatasetName dataset) {
        return new Access(
                Json.text(job, "namespace").orElse(own.namespace()),
                Json.text(job, "name").orElse(own.name()),
                dataset);
    }
}
