package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.openlineage.EventJob;
import org.opendatagov.orchestrator.openlineage.EventRun;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs, their runs, and what these read and write. To be called inside a transaction in its turn. */
final class LineageJobs {
    private static final String ENDED = "('COMPLETE', 'FAIL', 'ABORT')";

    private final JdbcClient client;
    private final LineageFacets facets;
    private final Instant time;

    LineageJobs(JdbcClient client, LineageFacets facets, Instant time) {
        this.client = client;
        this.facets = facets;
        this.time = time;
    }

    /** A job's id: 16 hex digits of the hash of its whole name. */
    static String id(String namespace, String name) {
        return Dataset.id("job:" + namespace.length() + ":" + namespace + ":" + name);
    }

    String job(EventJob job) {
        String id = named(job.namespace(), job.name());
        facets.keep("job", id, job.facets());
        return id;
    }

    String named(String namespace, String name) {
        String id = id(namespace, name);
        client.sql("""
                INSERT INTO job AS known (id, namespace, name, first_seen, last_seen) VALUES (:id, :namespace, :name, :time, :time)
                ON CONFLICT (id) DO UPDATE SET first_seen = least(known.first_seen, excluded.first_seen),
                    last_seen = greatest(known.last_seen, excluded.last_seen)""")
                .param("id", id)
                .param("namespace", namespace)
                .param("name", name)
                .param("time", Times.of(time))
                .update();
        return id;
    }

    /** An end is final: a start that comes later, or is dated later, changes only when the run began. */
    void run(String job, EventRun run) {
        client.sql("""
                INSERT INTO job_run AS known (id, job, state, state_at, started_at, ended_at, first_seen, last_seen, parent)
                VALUES (:id, :job, :state, :time, CASE :state WHEN 'START' THEN :time END,
                        CASE WHEN :state IN ENDED THEN :time END, :time, :time, :parent)
                ON CONFLICT (id) DO UPDATE SET
                    state = CASE WHEN NEWER THEN excluded.state ELSE known.state END,
                    state_at = CASE WHEN NEWER THEN excluded.state_at ELSE known.state_at END,
                    started_at = least(known.started_at, excluded.started_at),
                    ended_at = CASE WHEN NEWER AND excluded.state IN ENDED THEN excluded.ended_at ELSE known.ended_at END,
                    first_seen = least(known.first_seen, excluded.first_seen),
                    last_seen = greatest(known.last_seen, excluded.last_seen),
                    parent = coalesce(excluded.parent, known.parent)""".replace("NEWER", """
                    (CASE WHEN excluded.state = 'OTHER' THEN false
                          WHEN known.state = 'OTHER' OR (known.state IN ENDED) <> (excluded.state IN ENDED)
                              THEN known.state NOT IN ENDED
                          ELSE excluded.state_at >= known.state_at END)""").replace("ENDED", ENDED))
                .param("id", run.id())
                .param("job", job)
                .param("state", run.state())
                .param("time", Times.of(time))
                .param("parent", run.parent().orElse(null), java.sql.Types.OTHER)
                .update();
        facets.keep("run", run.id().toString(), run.facets());
    }

    void access(String job, String dataset, String role) {
        client.sql("""
                INSERT INTO job_dataset AS known (job, dataset, role, first_seen, last_seen, ended_at)
                VALUES (:job, :dataset, :role, :time, :time, job_version_after(:job, :role, :time))
                ON CONFLICT (job, dataset, role) DO UPDATE SET first_seen = least(known.first_seen, excluded.first_seen),
                    last_seen = greatest(known.last_seen, excluded.last_seen),
                    ended_at = job_version_after(known.job, known.role, greatest(known.last_seen, excluded.last_seen))""")
                .param("job", job)
                .param("dataset", dataset)
                .param("role", role)
                .param("time", Times.of(time))
                .update();
    }

    void access(UUID run, String dataset, String role, Map<String, Object> accessFacets) {
        client.sql("""
                INSERT INTO job_run_dataset AS known (run, dataset, role, facets, seen_at) VALUES (?, ?, ?, ?::jsonb, ?)
                ON CONFLICT (run, dataset, role) DO UPDATE SET
                    facets = CASE WHEN excluded.seen_at >= known.seen_at THEN known.facets || excluded.facets
                                  ELSE excluded.facets || known.facets END,
                    seen_at = greatest(known.seen_at, excluded.seen_at)""")
                .params(run, dataset, role, CatalogJson.write(accessFacets), Times.of(time))
                .update();
    }

    /** Whether the job is known to read the one and to write the other. */
    boolean makes(String job, String upstream, String downstream) {
        return client.sql("""
                SELECT EXISTS (SELECT FROM job_dataset WHERE job = :job AND dataset = :upstream AND role = 'input')
                   AND EXISTS (SELECT FROM job_dataset WHERE job = :job AND dataset = :downstream AND role = 'output')""")
                .param("job", job)
                .param("upstream", upstream)
                .param("downstream", downstream)
                .query(Boolean.class)
                .single();
    }
}
