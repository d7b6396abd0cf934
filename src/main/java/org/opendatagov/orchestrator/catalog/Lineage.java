package org.opendatagov.orchestrator.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lineage graph, columns, jobs and runs (port). Thread-safe. */
public interface Lineage {
    /** Follows the graph level by level; a cycle is walked once. Ids that nobody knows are left out. */
    LineageGraph graph(GraphQuery query);

    /** Column edges that leave ({@code DOWNSTREAM}) or reach ({@code UPSTREAM}) any column of these datasets now, in a fixed order. */
    List<ColumnEdge> columns(Collection<String> datasets, Direction direction);

    /** Jobs whose name, namespace, owner or tag contains the text (empty: all), those seen last first. */
    List<CatalogJob> jobs(String text, int limit);

    Optional<CatalogJob> job(String id);

    /** A job by its name alone, or {@code namespace:name}, or its id; several where the name is used in several namespaces. */
    List<CatalogJob> jobsNamed(String name, int limit);

    /** Runs of a job, newest first. */
    List<JobRun> runs(String job, int limit);

    /** Durations of the latest ended runs, for those jobs that have any, by job. */
    Map<String, RunTimes> runTimes(Collection<String> jobs);
}
