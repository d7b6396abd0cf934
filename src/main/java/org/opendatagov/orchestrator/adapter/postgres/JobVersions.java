package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When a job's inputs, or outputs, were told anew: by a complete run, or by a statement without one. An edge that was seen before such a time, and not
 * since, ended at the first of them. Whatever the order of events, what is kept after them is the same; and an event touches what it changes,
 * however many datasets the job has. To be called inside a transaction in its turn.
 */
final class JobVersions {
    /** What a run that is complete tells of: inputs, outputs, or both. */
    private static final String TOLD = """
            SELECT r.job, told.role, r.first_seen AS at, r.id AS run
            FROM job_run r CROSS JOIN (VALUES ('input'), ('output')) AS told (role)
            WHERE r.id = :run AND r.state = 'COMPLETE'
              AND EXISTS (SELECT FROM job_run_dataset d WHERE d.run = r.id AND d.role = told.role)""";

    private final JdbcClient client;

    JobVersions(JdbcClient client) {
        this.client = client;
    }

    private record Version(String job, String role, OffsetDateTime at) {}

    /** After an event of a run was kept: a late start moves its version, a later end than COMPLETE takes it away. */
    void ran(UUID run) {
        List<Version> gone = versions(client.sql("""
                WITH told AS (TOLD)
                DELETE FROM job_version v WHERE v.run = :run
                   AND NOT EXISTS (SELECT FROM told WHERE told.role = v.role AND told.at = v.at) RETURNING job, role, at""".replace("TOLD", TOLD)).param("run", run));
        List<Version> fresh = versions(client.sql("""
                INSERT INTO job_version (job, role, at, run) TOLD ON CONFLICT DO NOTHING RETURNING job, role, at""".replace("TOLD", TOLD)).param("run", run));
        gone.forEach(this::reopen);
        fresh.forEach(this::end);
    }

    /** A statement without a run. */
    void stated(String job, String role, Instant time) {
        versions(client.sql("""
                INSERT INTO job_version (job, role, at) VALUES (:job, :role, :time) ON CONFLICT DO NOTHING RETURNING job, role, at""").param("job", job).param("role", role).param("time", Times.of(time)))
                .forEach(this::end);
    }

    private static List<Version> versions(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, number) -> new Version(
                        row.getString("job"), row.getString("role"), row.getObject("at", OffsetDateTime.class)))
                .list();
    }

    /** What ended then ended at another time, or not at all. */
    private void reopen(Version gone) {
        update("UPDATE job_dataset SET ended_at = job_version_after(job, role, last_seen)", gone);
    }

    private void end(Version fresh) {
        update("UPDATE job_dataset SET ended_at = :at", fresh);
    }

    /** What was seen before this version and not before the one before it, which has ended the rest. */
    private void update(String sql, Version version) {
        client.sql(sql + "\n" + """
                 WHERE job = :job AND role = :role AND last_seen < :at AND last_seen >= coalesce(
                       (SELECT max(v.at) FROM job_version v WHERE v.job = :job AND v.role = :role AND v.at < :at), '-infinity')""")
                .param("job", version.job())
                .param("role", version.role())
                .param("at", version.at())
                .update();
    }
}
