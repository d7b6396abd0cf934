package org.opendatagov.orchestrator.adapter.postgres;

import java.util.List;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lineage edges. An upstream is kept as it was called; read, it is the id of the dataset that has this id or location, or
 * alone has this name, as soon as there is one.
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
                FROM lineage_edge e WHERE %s)
            SELECT upstream, downstream, how, max(confidence) AS confidence FROM edge
            WHERE %s = :id AND upstream <> downstream GROUP BY upstream, downstream, how ORDER BY upstream, downstream, how""";
    private static final String UPSTREAM = EDGES.formatted("e.downstream = :id", "downstream");
    /** An edge may call its upstream by any of the dataset's names. */
    private static final String DOWNSTREAM = EDGES.formatted("""
            e.upstream IN (SELECT :id UNION SELECT location FROM dataset WHERE id = :id
                           UNION SELECT name FROM dataset WHERE id = :id)""", "upstream");

    private final JdbcClient client;

    CatalogLineage(JdbcClient client) {
        this.client = client;
    }

    int link(LineageEdge edge) {
        return client.sql("""
                INSERT INTO lineage_edge (upstream, downstream, how, confidence) VALUES (?, ?, ?, ?)
                ON CONFLICT (upstream, downstream, how) DO UPDATE SET confidence = excluded.confidence""")
                .params(edge.upstream(), edge.downstream(), edge.how(), edge.confidence())
                .update();
    }

    int unlink(LineageEdge edge) {
        return client.sql("DELETE FROM lineage_edge WHERE upstream = ? AND downstream = ? AND how = ?")
                .params(edge.upstream(), edge.downstream(), edge.how())
                .update();
    }

    /** Makes the declared edges of a dataset those that are declared now. */
    void declare(String id, List<String> upstream) {
        client.sql("DELETE FROM lineage_edge WHERE downstream = ? AND how = 'declared'")
                .param(id)
                .update();
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
