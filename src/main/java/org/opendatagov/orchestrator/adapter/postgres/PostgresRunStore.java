package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.LeaseLostException;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunStore;
import org.opendatagov.orchestrator.engine.StoredRun;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs in PostgreSQL. */
@Component
class PostgresRunStore implements RunStore {
    private static final String SELECT = "SELECT " + RunRows.RUN + " FROM run ";
    private static final String TOLD = """
            (SELECT id, priority, created_at FROM (SELECT DISTINCT run FROM command) AS commanded
             CROSS JOIN LATERAL (SELECT id, priority, created_at, owner FROM run WHERE id = commanded.run OFFSET 0) AS own
             WHERE owner IS NULL LIMIT ?)""";
    private static final String DUE = """
            (SELECT id, priority, created_at FROM run WHERE owner IS NULL AND state IN ('queued', 'running')
             ORDER BY priority DESC, created_at LIMIT ?)
            UNION
            (SELECT id, priority, created_at FROM run
             WHERE owner IS NULL AND state = 'waiting' AND wake_at <= clock_timestamp() ORDER BY wake_at LIMIT ?)
            UNION
            """ + TOLD;
    /** Each kind of what is due is found by an index of its own; then it is locked, and looked at once more. */
    private static final String CLAIM = """
            WITH due AS (%s),
            taken AS (
                SELECT id FROM run WHERE owner IS NULL
                  AND id IN (SELECT id FROM due ORDER BY priority DESC, created_at LIMIT ?) FOR UPDATE SKIP LOCKED)
            UPDATE run SET owner = ?, epoch = ?, wake_at = NULL,
                           state = CASE WHEN state IN ('queued', 'waiting') THEN 'running' ELSE state END,
                           started_at = coalesce(started_at, clock_timestamp())
            FROM taken WHERE run.id = taken.id
            RETURNING\s""" + RunRows.RUN;

    private static final String CLAIM_DUE = CLAIM.formatted(DUE);
    private static final String CLAIM_TOLD = CLAIM.formatted(TOLD);

    private final DataSource database;
    private final JdbcClient client;
    private final Replica replica;

    PostgresRunStore(DataSource database, JdbcClient client, Replica replica) {
        this.database = database;
        this.client = client;
        this.replica = replica;
    }

    @Override
    public List<StoredRun> claim(int atMost) {
        return claim(CLAIM_DUE, 4, atMost);
    }

    @Override
    public List<StoredRun> claimTold(int atMost) {
        return claim(CLAIM_TOLD, 2, atMost);
    }

    private List<StoredRun> claim(String sql, int limits, int atMost) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long held = replica.hold(connection);
            List<StoredRun> runs = new ArrayList<>();
            try (var statement = connection.prepareStatement(sql)) {
                for (int limit = 1; limit <= limits; limit++) {
                    statement.setInt(limit, atMost);
                }
                statement.setString(limits + 1, replica.id());
                statement.setLong(limits + 2, held);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        runs.add(RunRows.run(rows));
                    }
                }
            }
            connection.commit();
            return runs;
        } catch (LeaseLostException e) {
            replica.lost(e.epoch());
            return List.of();
        } catch (SQLException e) {
            throw StoreFailures.translated("waiting runs could not be taken", e);
        }
    }

    @Override
    public void giveBack(UUID run, long epoch) {
        client.sql("UPDATE run SET owner = NULL, epoch = NULL WHERE id = ? AND owner = ? AND epoch = ?")
                .params(run, replica.id(), epoch)
                .update();
    }

    @Override
    public List<UUID> owned(long epoch) {
        return client.sql("SELECT id FROM run WHERE owner = ? AND epoch = ?")
                .params(replica.id(), epoch)
                .query(UUID.class)
                .list();
    }

    @Override
    public Optional<StoredRun> find(UUID id) {
        return client.sql(SELECT + "WHERE id = ?")
                .param(id)
                .query((rows, number) -> RunRows.run(rows))
                .optional();
    }

    @Override
    public Optional<StoredRun> findByIdempotencyKey(String key) {
        return client.sql(SELECT + "WHERE idempotency_key = ?")
                .param(key)
                .query((rows, number) -> RunRows.run(rows))
                .optional();
    }

    @Override
    public List<StoredRun> list(RunFilter filter) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder(SELECT + "WHERE true");
        filter.workflow().ifPresent(workflow -> add(sql, parameters, " AND workflow = ?", workflow));
        filter.status().ifPresent(status -> add(sql, parameters, " AND state = ?", status.text()));
        filter.text().ifPresent(text -> {
            String pattern =
                    "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            add(sql, parameters, " AND (id::text ILIKE ?", pattern);
            add(sql, parameters, " OR inputs::text ILIKE ?)", pattern);
        });
        filter.labels().forEach((name, value) -> {
            add(sql, parameters, " AND labels @> jsonb_build_object(?::text", name);
            add(sql, parameters, ", ?::text)", value);
        });
        filter.inputs().forEach((name, value) -> {
            add(sql, parameters, " AND inputs ->> ?::text", name);
            add(sql, parameters, " = ?", value);
        });
        filter.since().ifPresent(time -> add(sql, parameters, " AND created_at >= ?::timestamptz", time.toString()));
        filter.before().ifPresent(time -> add(sql, parameters, " AND created_at < ?::timestamptz", time.toString()));
        filter.cursor()
                .ifPresent(cursor -> add(
                        sql,
                        parameters,
                        " AND (created_at, id) < (SELECT created_at, id FROM run WHERE id = ?)",
                        UUID.fromString(cursor.toLowerCase(Locale.ROOT))));
        add(sql, parameters, " ORDER BY created_at DESC, id DESC LIMIT ?", filter.limit() + 1);
        return client.sql(sql.toString())
                .params(parameters)
                .query((rows, number) -> RunRows.run(rows))
                .list();
    }

    private static void add(StringBuilder sql, List<Object> parameters, String clause, Object value) {
        sql.append(clause);
        parameters.add(value);
    }

    @Override
    public List<JournalEntry> journal(UUID run) {
        return client.sql("SELECT * FROM journal_entry WHERE run = ? ORDER BY seq")
                .param(run)
                .query((rows, number) -> RunRows.entry(rows))
                .list();
    }

    @Override
    public List<JournalEntry> journal(UUID run, int after, int atMost) {
        return client.sql("SELECT * FROM journal_entry WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?")
                .params(run, after, atMost)
                .query((rows, number) -> RunRows.entry(rows))
                .list();
    }

    @Override
    public List<UUID> children(UUID run) {
        return client.sql("SELECT id FROM run WHERE parent_run = ?")
                .param(run)
                .query(UUID.class)
                .list();
    }

    @Override
    public List<UUID> held(String reason) {
        return client.sql("""
                        SELECT id FROM run WHERE state IN ('running', 'waiting') AND reason <> 'paused' AND EXISTS (
                            SELECT 1 FROM journal WHERE journal.run = run.id AND kind = 'held'
                              AND starts_with(payload ->> 'reason', ?))""").param(reason).query(UUID.class).list();
    }

    @Override
    public Map<UUID, List<JournalEntry>> journals(Collection<UUID> runs) {
        Map<UUID, List<JournalEntry>> journals = new HashMap<>();
        if (!runs.isEmpty()) {
            client.sql("SELECT * FROM journal_entry WHERE run IN (:runs) ORDER BY run, seq")
                    .param("runs", runs)
                    .query((rows, number) -> RunRows.entry(rows))
                    .list()
                    .forEach(entry -> journals.computeIfAbsent(entry.run(), id -> new ArrayList<>())
                            .add(entry));
        }
        return journals;
    }
}
