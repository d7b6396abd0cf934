package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is declared, by location: a row a change, the newest in force. To be changed inside a transaction in its turn. */
final class CatalogDeclarations {
    private final JdbcClient client;

    CatalogDeclarations(JdbcClient client) {
        this.client = client;
    }

    /** What is in force. */
    Map<?, ?> declared(String location) {
        return newest("SELECT declared::text FROM declaration WHERE location = ? ORDER BY id DESC LIMIT 1", location);
    }

    /** What was in force at a time. */
    Map<?, ?> declared(String location, Instant at) {
        return client.sql("""
                SELECT declared::text FROM declaration WHERE location = ? AND declared_at <= ?
                ORDER BY id DESC LIMIT 1""")
                .params(location, at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .<Map<?, ?>>map(text -> CatalogJson.read(text, Map.class))
                .orElse(Map.of());
    }

    /** What somebody asks for: named members replace, null removes, others stay. */
    void request(String location, Map<String, Object> changes) {
        Map<?, ?> before = declared(location);
        insert(location, before, DeclarationChanges.merge(before, changes), "request", Map.of());
    }

    /** What a file states: only what is new or edited since a file was last read is a change. */
    void state(String location, Map<String, Object> statements) {
        Map<?, ?> stated = stated(location);
        if (!stated.equals(statements)) {
            Map<?, ?> before = declared(location);
            Map<String, Object> changes = DeclarationChanges.changed(stated, statements);
            insert(location, before, DeclarationChanges.merge(before, changes), "file", statements);
        }
    }

    /** What the declaration files say. */
    Map<?, ?> stated(String location) {
        return newest(
                "SELECT stated::text FROM declaration WHERE location = ? AND source = 'file' ORDER BY id DESC LIMIT 1",
                location);
    }

    private void insert(
            String location, Map<?, ?> before, Map<String, Object> now, String source, Map<String, Object> stated) {
        client.sql("""
                INSERT INTO declaration (location, declared, previous, source, stated, declared_at)
                VALUES (?, ?::jsonb, ?::jsonb, ?, ?::jsonb, clock_timestamp())""")
                .params(location, CatalogJson.write(now), CatalogJson.write(before), source, CatalogJson.write(stated))
                .update();
    }

    private Map<?, ?> newest(String sql, String location) {
        return client.sql(sql)
                .param(location)
                .query(String.class)
                .optional()
                .map(text -> CatalogJson.read(text, Map.class))
                .orElse(Map.of());
    }
}
