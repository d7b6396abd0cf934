package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.ColumnEdge;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.JobRun;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.catalog.RunTimes;
import org.springframework.stereotype.Component;

/** The lineage graph in PostgreSQL. */
@Component
class LineageStore implements Lineage {
    private final CatalogDatabase database;

    LineageStore(DataSource source) {
        this.database = CatalogDatabase.readOnly(source);
    }

    @Override
    public LineageGraph graph(GraphQuery query) {
        return database.read("lineage could not be read", client -> GraphWalk.walk(client, query));
    }

    @Override
    public List<ColumnEdge> columns(Collection<String> datasets, Direction direction) {
        return database.read(
                "lineage of columns could not be read", client -> ColumnEdges.read(client, datasets, direction));
    }

    @Override
    public List<CatalogJob> jobs(String text, int limit) {
        return database.read("jobs could not be searched", client -> new JobRows(client).search(text, limit));
    }

    @Override
    public Optional<CatalogJob> job(String id) {
        return database.read("a job could not be read", client -> new JobRows(client).find(id));
    }

    @Override
    public List<CatalogJob> jobsNamed(String name, int limit) {
        return database.read("a job could not be read", client -> new JobRows(client).named(name, limit));
    }

    @Override
    public List<JobRun> runs(String job, int limit) {
        return database.read("runs of a job could not be read", client -> new JobRunRows(client).runs(job, limit));
    }

    @Override
    public Map<String, RunTimes> runTimes(Collection<String> jobs) {
        return database.read("runs of jobs could not be read", client -> new JobRunRows(client).times(jobs));
    }
}
