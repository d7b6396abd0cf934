package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.catalog.JobRun;
import org.opendatagov.orchestrator.catalog.RunTimes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads runs of jobs. */
final class JobRunRows {
    private static final String NEWEST = "SELECT * FROM job_run WHERE job = ? ORDER BY first_seen DESC, id LIMIT ?";

    private final JdbcClient client;

    JobRunRows(JdbcClient client) {
        this.client = client;
    }

    Optional<JobRun> latest(String job) {
        return client.sql(NEWEST)
                .params(job, 1)
                .query((row, number) -> read(row, Map.of(), List.of()))
                .optional();
    }

    List<JobRun> runs(String job, int limit) {
        return client.sql(NEWEST)
                .params(job, limit)
                .query((row, number) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return read(row, LineageFacets.read(client, "run", id.toString()), datasets(id));
                })
                .list();
    }

    private List<JobRun.Access> datasets(UUID run) {
        return client.sql(
                        "SELECT dataset, role, facets::text FROM job_run_dataset WHERE run = ? ORDER BY role, dataset")
                .param(run)
                .query((row, number) -> new JobRun.Access(
                        row.getString("dataset"), row.getString("role"), CatalogJson.readMap(row.getString("facets"))))
                .list();
    }

    private static JobRun read(ResultSet row, Map<String, Object> facets, List<JobRun.Access> datasets)
            throws SQLException {
        return new JobRun(
                row.getObject("id", UUID.class),
                row.getString("job"),
                row.getString("state"),
                Times.readIfAny(row, "started_at"),
                Times.readIfAny(row, "ended_at"),
                Times.read(row, "last_seen"),
                Optional.ofNullable(row.getObject("parent", UUID.class)),
                facets,
                datasets);
    }

    Map<String, RunTimes> times(Collection<String> jobs) {
        Map<String, RunTimes> times = new LinkedHashMap<>();
        client.sql("""
                SELECT j.id, count(*) AS runs, percentile_cont(0.5) WITHIN GROUP (ORDER BY r.seconds) AS median,
                       max(r.seconds) AS longest
                FROM unnest(:jobs::text[]) AS j(id) CROSS JOIN LATERAL (
                    SELECT extract(epoch FROM ended_at - started_at)::float8 AS seconds FROM job_run
                    WHERE job = j.id AND ended_at >= started_at ORDER BY first_seen DESC LIMIT :limit) r
                GROUP BY j.id ORDER BY j.id""")
                .param("jobs", jobs.toArray(String[]::new))
                .param("limit", RunTimes.LOOKED_AT)
                .query(row -> {
                    times.put(
                            row.getString("id"),
                            new RunTimes(
                                    row.getString("id"),
                                    row.getInt("runs"),
                                    row.getDouble("median"),
                                    row.getDouble("longest")));
                });
        return times;
    }
}
