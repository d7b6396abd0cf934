package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.List;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Edges between datasets: those kept as such, and those that a job makes that reads the one and writes the other. An upstream is kept as
 * it was called; read, it is the id of the dataset that has this id or location, or alone has this name, as soon as there is one.
 */
final class CatalogLineage {
    private static final String EDGES = """
            WITH edge AS (
                SELECT coalesce(
                           (SELECT id FROM dataset WHERE id = e.upstream),
                           (SELECT id FROM dataset WHERE location = e.upstream),
                           (SELECT min(id) FROM dataset WHERE name = e.upstream HAVING count(*) = 1),
                           e.upstream) AS upstream,
                       e.downstream, e.how, e.confidence
                FROM lineage_edge e WHERE e.ended_at IS NULL AND %s
                UNION
                SELECT i.dataset, o.dataset, 'openlineage', 1
                FROM job_dataset i JOIN job_dataset o ON o.job = i.job AND o.role = 'output' AND o.ended_at IS NULL
                WHERE i.role = 'input' AND i.ended_at IS NULL AND %s = :id)
            SELECT upstream, downstream, how, max(confidence) AS confidence FROM edge
            WHERE %s = :id AND upstream <> downstream GROUP BY upstream, downstream, how ORDER BY upstream, downstream, how""";
    private static final String UPSTREAM = EDGES.formatted("e.downstream = :id", "o.dataset", "downstream");
    /** An edge may call its upstream by any of the dataset's names. */
    private static final String DOWNSTREAM = EDGES.formatted("""
            e.upstream IN (SELECT :id UNION SELECT location FROM dataset WHERE id = :id
                           UNION SELECT name FROM dataset WHERE id = :id)""", "i.dataset", "upstream");

    private final JdbcClient client;

    CatalogLineage(JdbcClient client) {
        this.client = client;
    }

    int link(LineageEdge edge) {
        return client.sql("""
                INSERT INTO lineage_edge (upstream, downstream, how, confidence) VALUES (?, ?, ?, ?)
                ON CONFLICT (upstream, downstream, how, job) WHERE ended_at IS NULL
                DO UPDATE SET confidence = excluded.confidence, last_seen = clock_timestamp()""")
                .params(edge.upstream(), edge.downstream(), edge.how(), edge.confidence())
                .update();
    }

    /** An edge that an event states for a job; for none, an empty one. */
    void told(String upstream, String downstream, String job, Instant time) {
        client.sql("""
                INSERT INTO lineage_edge AS known (upstream, downstream, how, confidence, job, first_seen, last_seen)
                VALUES (:upstream, :downstream, 'openlineage', 1, :job, :time, :time)
                ON CONFLICT (upstream, downstream, how, job) WHERE ended_at IS NULL DO UPDATE SET
                    first_seen = least(known.first_seen, excluded.first_seen),
                    last_seen = greatest(known.last_seen, excluded.last_seen)""")
                .param("upstream", upstream)
                .param("downstream", downstream)
                .param("job", job)
                .param("time", Times.of(time))
                .update();
    }

    /** The edge ends; that it was known is kept. */
    int unlink(LineageEdge edge) {
        return client.sql("""
                UPDATE lineage_edge SET ended_at = clock_timestamp()
                WHERE upstream = ? AND downstream = ? AND how = ? AND ended_at IS NULL""")
                .params(edge.upstream(), edge.downstream(), edge.how())
                .update();
    }

    /** Makes the declared edges of a dataset those that are declared now. */
    void declare(String id, List<String> upstream) {
        client.sql("""
                UPDATE lineage_edge SET ended_at = clock_timestamp()
                WHERE downstream = ? AND how = 'declared' AND ended_at IS NULL AND upstream <> ALL (?)""").param(id).param(upstream.toArray(String[]::new)).update();
        upstream.stream().distinct().sorted().forEach(name -> link(new LineageEdge(name, id, "declared", 1)));
    }

    List<LineageEdge> upstream(String id) {
        return edges(UPSTREAM, id);
    }

    List<LineageEdge> downstream(String id) {
        return edges(DOWNSTREAM, id);
    }

    private List<LineageEdge> edges(String sql, String id) {
        return client.sql(sql)
                .param("id", id)
                .query((row, number) -> new LineageEdge(
                        row.getString("upstream"),
                        row.getString("downstream"),
                        row.getString("how"),
                        row.getDouble("confidence")))
                .list();
    }
}
