package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.adapter.postgres.CatalogDatabase.Turn;
import org.opendatagov.orchestrator.knowledge.DocumentFiles;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of documents in PostgreSQL; what retires a document is changed in turn with all changes of documents. */
@Component
@DependsOnDatabaseInitialization
class PostgresDocumentFiles implements DocumentFiles {
    private static final String UNKEPT = "what became of a document's file could not be kept";
    private static final String UNREAD = "documents could not be read";

    private final CatalogDatabase database;

    PostgresDocumentFiles(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    @Override
    public void gave(Source file, int version) {
        keep(file, version, List.of());
    }

    @Override
    public void refused(Source file, List<Problem> problems) {
        keep(file, null, problems);
    }

    private void keep(Source file, @Nullable Integer version, List<Problem> problems) {
        database.change(
                UNKEPT,
                client -> client.sql("""
                        INSERT INTO knowledge_file (path, tenant, document, version, problems, at)
                        VALUES (:path, :tenant, :document, :version::integer, :problems::jsonb, clock_timestamp())
                        ON CONFLICT (path) DO UPDATE SET tenant = :tenant, document = :document, problems = :problems::jsonb,
                            version = coalesce(:version::integer, knowledge_file.version), at = clock_timestamp(), gone_at = NULL""")
                        .param("path", file.path())
                        .param("tenant", file.tenant())
                        .param("document", file.document())
                        .param("version", version)
                        .param("problems", CatalogJson.write(problems))
                        .update());
    }

    @Override
    public List<Seen> seen() {
        return database.read(
                UNREAD,
                client -> client.sql("SELECT path, gone_at IS NOT NULL FROM knowledge_file")
                        .query((row, number) -> new Seen(row.getString(1), row.getBoolean(2)))
                        .list());
    }

    @Override
    public void hold(UUID holder, List<String> paths) {
        database.change(UNKEPT, client -> {
            client.sql("DELETE FROM knowledge_holder WHERE seen < clock_timestamp() - :held::interval")
                    .param("held", held())
                    .update();
            return client.sql("""
                            INSERT INTO knowledge_holder (holder, paths, seen) VALUES (:holder, :paths, clock_timestamp())
                            ON CONFLICT (holder) DO UPDATE SET paths = :paths, seen = clock_timestamp()""")
                    .param("holder", holder)
                    .param("paths", paths.toArray(String[]::new))
                    .update();
        });
    }

    private static String held() {
        return HELD.toSeconds() + " s";
    }

    @Override
    public boolean gone(UUID holder, String path) {
        return database.change(Turn.KNOWLEDGE, "a document could not be retired", client -> {
            if (elsewhere(client, holder, path)) {
                return false;
            }
            client.sql("UPDATE knowledge_file SET gone_at = clock_timestamp() WHERE path = ? AND gone_at IS NULL")
                    .param(path)
                    .update();
            client.sql("""
                    UPDATE knowledge_document d SET change = nextval('knowledge_change'), current = other.version,
                        retired_at = CASE WHEN other.version IS NULL THEN clock_timestamp() END
                    FROM knowledge_file f LEFT JOIN LATERAL (
                        SELECT v.version FROM knowledge_file o JOIN knowledge_version v USING (document, version)
                        WHERE o.document = f.document AND o.gone_at IS NULL ORDER BY o.at DESC LIMIT 1) other ON true
                    WHERE f.path = ? AND d.id = f.document AND d.current = f.version
                        AND other.version IS DISTINCT FROM d.current""").param(path).update();
            return true;
        });
    }

    private static boolean elsewhere(JdbcClient client, UUID holder, String path) {
        return client.sql("""
                        SELECT EXISTS (SELECT 1 FROM knowledge_holder WHERE holder <> :holder
                            AND seen >= clock_timestamp() - :held::interval AND :path = ANY (paths))""")
                .param("holder", holder)
                .param("held", held())
                .param("path", path)
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<State> list(String tenant, int most) {
        return database.read(
                UNREAD,
                client -> client.sql("""
                        SELECT * FROM knowledge_file WHERE (tenant = '' OR tenant = :tenant) AND gone_at IS NULL
                        ORDER BY path LIMIT :most""")
                        .param("tenant", tenant)
                        .param("most", most)
                        .query((row, number) -> state(row))
                        .list());
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                row.getString("path"),
                row.getString("tenant"),
                row.getString("document"),
                Optional.ofNullable(row.getObject("version", Integer.class)),
                CatalogJson.readList(row.getString("problems"), Problem.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
