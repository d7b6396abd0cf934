package org.opendatagov.orchestrator.adapter.postgres;

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
    public int remember(String workflow, String content) {
        String hash = hash(content);
        client.sql("""
                INSERT INTO workflow_version (workflow, version, hash, content)
                SELECT :workflow, coalesce(max(version), 0) + 1, :hash, :content FROM workflow_version WHERE workflow = :workflow
                HAVING NOT EXISTS (SELECT 1 FROM workflow_version WHERE workflow = :workflow AND hash = :hash)
                ON CONFLICT DO NOTHING""")
                .param("workflow", workflow)
                .param("hash", hash)
                .param("content", content)
                .update();
        return client.sql("SELECT version FROM workflow_version WHERE workflow = ? AND hash = ?")
                .params(workflow, hash)
                .query(Integer.class)
                .optional()
                .orElseGet(() -> remember(workflow, content));
    }

    private static String hash(String content) {
        return DigestUtils.md5DigestAsHex(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> content(String workflow, int version) {
        return client.sql("SELECT content FROM workflow_version WHERE workflow = ? AND version = ?")
                .params(workflow, version)
                .query(String.class)
                .optional();
    }
}
