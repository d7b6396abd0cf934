package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Draft;
import org.opendatagov.orchestrator.knowledge.DocumentVersion;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of documents and their versions. */
final class DocumentRows {
    private static final String VERSION = """
            SELECT v.*, d.name, d.tenant FROM knowledge_version v JOIN knowledge_document d ON d.id = v.document
            """;
    private static final String VISIBLE = "(d.tenant = '' OR d.tenant = :tenant)";

    private DocumentRows() {}

    /** The number of the version with this hash. */
    static Optional<Integer> numbered(JdbcClient client, String id, String hash) {
        return client.sql("SELECT version FROM knowledge_version WHERE document = ? AND hash = ?")
                .params(id, hash)
                .query(Integer.class)
                .optional();
    }

    static DocumentVersion version(JdbcClient client, String id, int version) {
        return client.sql(VERSION + "WHERE v.document = ? AND v.version = ?")
                .params(id, version)
                .query((row, number) -> version(row))
                .single();
    }

    static List<DocumentVersion> list(JdbcClient client, String tenant, int most) {
        return client.sql(VERSION + "WHERE " + VISIBLE + " AND v.version = d.current ORDER BY d.id LIMIT :most")
                .param("tenant", tenant)
                .param("most", most)
                .query((row, number) -> version(row))
                .list();
    }

    static List<DocumentVersion> versions(JdbcClient client, String tenant, String id) {
        return client.sql(VERSION + "WHERE " + VISIBLE
                        + " AND d.id = :id ORDER BY (v.version = d.current) DESC, v.version DESC")
                .param("tenant", tenant)
                .param("id", id)
                .query((row, number) -> version(row))
                .list();
    }

    static Optional<Instant> retired(JdbcClient client, String tenant, String id) {
        return client.sql("SELECT d.retired_at FROM knowledge_document d WHERE " + VISIBLE
                        + " AND d.id = :id AND d.retired_at IS NOT NULL")
                .param("tenant", tenant)
                .param("id", id)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    static DocumentVersion insert(JdbcClient client, Draft draft) {
        int version = client.sql("""
                INSERT INTO knowledge_document (id, tenant, name, current, last, change)
                VALUES (:id, :tenant, :name, 1, 1, nextval('knowledge_change'))
                ON CONFLICT (id) DO UPDATE SET name = :name, last = knowledge_document.last + 1, current = knowledge_document.last + 1, retired_at = NULL,
                    change = nextval('knowledge_change')
                RETURNING last""")
                .param("id", draft.id())
                .param("tenant", draft.document().tenant())
                .param("name", draft.document().nameOrFileName())
                .query(Integer.class)
                .single();
        client.sql("""
                INSERT INTO knowledge_version (document, version, hash, title, source, format, experts, metadata, bytes, passages)
                VALUES (:id, :version, :hash, :title, :source, :format, :experts, :metadata::jsonb, :bytes, :passages)""")
                .param("id", draft.id())
                .param("version", version)
                .param("hash", draft.hash())
                .param("title", draft.title())
                .param("source", draft.source())
                .param("format", draft.format())
                .param("experts", draft.document().experts().toArray(String[]::new))
                .param("metadata", CatalogJson.write(draft.document().metadata()))
                .param("bytes", draft.document().content().contentLength())
                .param("passages", draft.pieces().size())
                .update();
        PassageRows.insert(client, draft.id(), version, draft.pieces());
        return version(client, draft.id(), version);
    }

    static DocumentVersion version(ResultSet row) throws SQLException {
        return new DocumentVersion(
                row.getString("document"),
                row.getInt("version"),
                row.getString("name"),
                row.getString("tenant"),
                row.getString("title"),
                row.getString("source"),
                row.getString("format"),
                experts(row),
                metadata(row),
                row.getLong("bytes"),
                row.getInt("passages"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static List<String> experts(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("experts").getArray());
    }

    static Map<String, String> metadata(ResultSet row) throws SQLException {
        return CatalogJson.readMap(row.getString("metadata")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
