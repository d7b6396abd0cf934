package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.adapter.postgres.CatalogDatabase.Turn;
import org.opendatagov.orchestrator.knowledge.DocumentPassage;
import org.opendatagov.orchestrator.knowledge.DocumentStore;
import org.opendatagov.orchestrator.knowledge.DocumentVersion;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Documents in PostgreSQL. All changes are made in turn, so that changes are numbered in the order in which they are seen. */
@Component
@DependsOnDatabaseInitialization
class PostgresDocumentStore implements DocumentStore {
    private static final String UNREAD = "documents could not be read";

    private final CatalogDatabase database;

    PostgresDocumentStore(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    @Override
    public Optional<Saved> same(String id, String hash) {
        boolean there = database.read(UNREAD, client -> DocumentRows.numbered(client, id, hash))
                .isPresent();
        return there
                ? database.change(
                        Turn.KNOWLEDGE,
                        "a document could not be kept",
                        client -> DocumentRows.numbered(client, id, hash).map(version -> current(client, id, version)))
                : Optional.empty();
    }

    private static Saved current(JdbcClient client, String id, int version) {
        client.sql("""
                UPDATE knowledge_document SET current = :version, retired_at = NULL, change = nextval('knowledge_change')
                WHERE id = :id AND current IS DISTINCT FROM :version""").param("id", id).param("version", version).update();
        return new Saved(DocumentRows.version(client, id, version), false);
    }

    @Override
    public Saved save(Draft draft) {
        return database.change(
                Turn.KNOWLEDGE,
                "a document could not be kept",
                client -> DocumentRows.numbered(client, draft.id(), draft.hash())
                        .map(version -> current(client, draft.id(), version))
                        .orElseGet(() -> new Saved(DocumentRows.insert(client, draft), true)));
    }

    @Override
    public boolean known(String id, String hash) {
        return database.read(
                UNREAD,
                client -> client.sql("""
                        SELECT EXISTS (SELECT 1 FROM knowledge_version WHERE document = :id AND hash = :hash)
                            OR EXISTS (SELECT 1 FROM knowledge_document WHERE id = :id AND current IS NULL)""")
                        .param("id", id)
                        .param("hash", hash)
                        .query(Boolean.class)
                        .single());
    }

    @Override
    public List<DocumentVersion> list(String tenant, int most) {
        return database.read(UNREAD, client -> DocumentRows.list(client, tenant, most));
    }

    @Override
    public List<DocumentVersion> versions(String tenant, String id) {
        return database.read(UNREAD, client -> DocumentRows.versions(client, tenant, id));
    }

    @Override
    public Optional<Instant> retired(String tenant, String id) {
        return database.read(UNREAD, client -> DocumentRows.retired(client, tenant, id));
    }

    @Override
    public List<DocumentPassage> passages(String tenant, String id, int version) {
        return database.read(UNREAD, client -> PassageRows.of(client, tenant, id, version));
    }

    @Override
    public List<Passage> found(String tenant, List<PassageIndex.Hit> hits) {
        return hits.isEmpty() ? List.of() : database.read(UNREAD, client -> PassageRows.found(client, tenant, hits));
    }

    @Override
    public boolean remove(String tenant, String id) {
        return database.change(Turn.KNOWLEDGE, "a document could not be deleted", client -> {
            int removed =
                    client.sql("""
                    UPDATE knowledge_document SET current = NULL, retired_at = NULL, name = '', change = nextval('knowledge_change')
                    WHERE id = :id AND tenant = :tenant AND (current IS NOT NULL OR retired_at IS NOT NULL)""").param("id", id).param("tenant", tenant).update();
            if (removed > 0) {
                client.sql("DELETE FROM knowledge_version WHERE document = ?")
                        .param(id)
                        .update();
            }
            return removed > 0;
        });
    }

    @Override
    public List<Change> changes(long after) {
        return database.read(
                UNREAD,
                client -> client.sql(
                                "SELECT change, id, current FROM knowledge_document WHERE change > ? ORDER BY change")
                        .param(after)
                        .query((row, number) -> new Change(row.getLong(1), row.getString(2), row.getInt(3)))
                        .list());
    }

    @Override
    public Optional<PassageIndex.Entry> entry(String id, int version) {
        return database.read(UNREAD, client -> PassageRows.entry(client, id, version));
    }
}
