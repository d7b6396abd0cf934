package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Facets by the time of their events: a row a change, the newest in force. To be called inside a transaction. */
final class LineageFacets {
    private static final String CURRENT = """
            SELECT name, facet::text FROM (
                SELECT DISTINCT ON (name) name, facet FROM lineage_facet WHERE kind = ? AND owner = ? AND event_time <= ?
                ORDER BY name, event_time DESC) newest
            WHERE facet ->> '_deleted' IS DISTINCT FROM 'true' ORDER BY name""";

    private final JdbcClient client;
    private final Instant time;

    LineageFacets(JdbcClient client, Instant time) {
        this.client = client;
        this.time = time;
    }

    /** Keeps those that say something else than was known at that time. */
    void keep(String kind, String owner, Map<String, Object> facets) {
        facets.forEach((name, facet) -> client.sql("""
                INSERT INTO lineage_facet (kind, owner, name, event_time, facet)
                SELECT :kind, :owner, :name, :time, :facet::jsonb
                WHERE NOT EXISTS (SELECT FROM (SELECT facet FROM lineage_facet
                                               WHERE kind = :kind AND owner = :owner AND name = :name AND event_time <= :time
                                               ORDER BY event_time DESC LIMIT 1) known WHERE known.facet = :facet::jsonb)
                ON CONFLICT (kind, owner, name, event_time) DO UPDATE SET facet = excluded.facet""")
                .param("kind", kind)
                .param("owner", owner)
                .param("name", name)
                .param("time", Times.of(time))
                .param("facet", CatalogJson.write(facet))
                .update());
        if (facets.containsKey("ownership") && !kind.equals("run")) {
            owners(kind, owner);
        }
    }

    /** Keeps at a dataset or job whom its newest ownership facet names. */
    private void owners(String kind, String id) {
        client.sql("UPDATE KIND SET owners = owners_told(:kind, :id) WHERE id = :id".replace("KIND", kind))
                .param("kind", kind)
                .param("id", id)
                .update();
    }

    /** Those in force at a time, by name. */
    static Map<String, Object> read(JdbcClient client, String kind, String owner, Instant at) {
        return read(client, kind, owner, Times.of(at));
    }

    /** Those in force now, by name. */
    static Map<String, Object> read(JdbcClient client, String kind, String owner) {
        return read(client, kind, owner, OffsetDateTime.MAX);
    }

    private static Map<String, Object> read(JdbcClient client, String kind, String owner, OffsetDateTime at) {
        Map<String, Object> facets = new LinkedHashMap<>();
        client.sql(CURRENT)
                .params(kind, owner, at)
                .query((row, number) -> facets.put(row.getString("name"), CatalogJson.readMap(row.getString("facet"))))
                .list();
        return facets;
    }
}
