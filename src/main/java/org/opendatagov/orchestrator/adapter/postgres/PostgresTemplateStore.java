package org.opendatagov.orchestrator.adapter.postgres;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.TemplateStore;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Template texts in PostgreSQL. */
@Component
@DependsOnDatabaseInitialization
class PostgresTemplateStore implements TemplateStore {
    private final JdbcClient client;

    PostgresTemplateStore(JdbcClient client) {
        this.client = client;
    }

    /** Two replicas that first see a text at once agree: the second insert finds the first's row. */
    @Override
    public Remembered remember(String workflow, String content, String origin) {
        String hash = hash(content);
        int rows = client.sql("""
                INSERT INTO workflow_version (workflow, version, hash, content, origin)
                SELECT :workflow, coalesce(max(version), 0) + 1, :hash, :content, :origin
                FROM workflow_version WHERE workflow = :workflow
                HAVING NOT EXISTS (SELECT 1 FROM workflow_version WHERE workflow = :workflow AND hash = :hash)
                ON CONFLICT DO NOTHING""")
                .param("workflow", workflow)
                .param("hash", hash)
                .param("content", content)
                .param("origin", origin)
                .update();
        return client.sql("SELECT version FROM workflow_version WHERE workflow = ? AND hash = ?")
                .params(workflow, hash)
                .query(Integer.class)
                .optional()
                .map(version -> new Remembered(version, rows > 0))
                .orElseGet(() -> remember(workflow, content, origin));
    }

    private static String hash(String content) {
        return DigestUtils.md5DigestAsHex(content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> content(String workflow, int version) {
        return client.sql("SELECT content FROM workflow_version WHERE workflow = ? AND version = ?")
                .params(workflow, version)
                .query(String.class)
                .optional();
    }

    @Override
    public List<StoredVersion> versions(String workflow) {
        return client.sql(
                        "SELECT version, origin, created_at FROM workflow_version WHERE workflow = ? ORDER BY version DESC")
                .param(workflow)
                .query((row, number) -> new StoredVersion(
                        row.getInt(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public List<ActiveVersion> active() {
        return client.sql("SELECT workflow, version, published FROM workflow_active ORDER BY workflow")
                .query((row, number) -> new ActiveVersion(row.getString(1), row.getInt(2), row.getBoolean(3)))
                .list();
    }

    @Override
    public void inFile(String workflow, int version) {
        client.sql("""
                INSERT INTO workflow_active (workflow, version, file_version, published)
                VALUES (:workflow, :version, :version, false)
                ON CONFLICT (workflow) DO UPDATE SET version = :version, file_version = :version, published = false
                WHERE workflow_active.file_version IS DISTINCT FROM :version""").param("workflow", workflow).param("version", version).update();
    }

    @Override
    public void activate(String workflow, int version) {
        client.sql("""
                INSERT INTO workflow_active (workflow, version, published) VALUES (:workflow, :version, true)
                ON CONFLICT (workflow) DO UPDATE SET version = :version, published = true""").param("workflow", workflow).param("version", version).update();
    }

    @Override
    public boolean isOpen(String workflow, int version) {
        return client.sql("""
                SELECT EXISTS (SELECT 1 FROM run WHERE workflow = ? AND version = ? AND definition IS NULL
                               AND state IN ('queued', 'running', 'waiting'))""").params(workflow, version).query(Boolean.class).single();
    }
}
