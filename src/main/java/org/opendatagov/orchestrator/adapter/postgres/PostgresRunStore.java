package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.EntryKind;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.LeaseLostException;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunStore;
import org.opendatagov.orchestrator.engine.StoredRun;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs in PostgreSQL. */
@Component
class PostgresRunStore implements RunStore {
    private static final String RUN = """
            id, workflow, version, inputs, state, reason, partial, generation, idempotency_hash,
            created_at, started_at, finished_at""";
    private static final String CLAIM = """
            UPDATE run SET owner = ?, epoch = ?, state = 'running', started_at = coalesce(started_at, clock_timestamp())
            WHERE id IN (SELECT id FROM run WHERE owner IS NULL AND state IN ('queued', 'running')
                         ORDER BY priority DESC, created_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING\s""" + RUN;

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
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            replica.hold(connection);
            List<StoredRun> runs = new ArrayList<>();
            try (var statement = connection.prepareStatement(CLAIM)) {
                statement.setString(1, replica.id());
                statement.setLong(2, replica.epoch());
                statement.setInt(3, atMost);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        runs.add(run(rows));
                    }
                }
            }
            connection.commit();
            return runs;
        } catch (LeaseLostException e) {
            replica.lost();
            return List.of();
        } catch (SQLException e) {
            throw StoreFailures.translated("waiting runs could not be taken", e);
        }
    }

    @Override
    public Optional<StoredRun> find(UUID id) {
        return client.sql("SELECT " + RUN + " FROM run WHERE id = ?")
                .param(id)
                .query((rows, number) -> run(rows))
                .optional();
    }

    @Override
    public Optional<StoredRun> findByIdempotencyKey(String key) {
        return client.sql("SELECT " + RUN + " FROM run WHERE idempotency_key = ?")
                .param(key)
                .query((rows, number) -> run(rows))
                .optional();
    }

    @Override
    public List<StoredRun> list(RunFilter filter) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT " + RUN + " FROM run WHERE true");
        filter.workflow().ifPresent(workflow -> add(sql, parameters, " AND workflow = ?", workflow));
        filter.status().ifPresent(status -> add(sql, parameters, " AND state = ?", status.text()));
        filter.text().ifPresent(text -> {
            String pattern =
                    "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            add(sql, parameters, " AND (id::text ILIKE ?", pattern);
            add(sql, parameters, " OR inputs::text ILIKE ?)", pattern);
        });
        filter.cursor()
                .ifPresent(cursor -> add(
                        sql,
                        parameters,
                        " AND (created_at, id) < (SELECT created_at, id FROM run WHERE id = ?)",
                        UUID.fromString(cursor.toLowerCase(Locale.ROOT))));
        add(sql, parameters, " ORDER BY created_at DESC, id DESC LIMIT ?", filter.limit() + 1);
        return client.sql(sql.toString())
                .params(parameters)
                .query((rows, number) -> run(rows))
                .list();
    }

    private static void add(StringBuilder sql, List<Object> parameters, String clause, Object value) {
        sql.append(clause);
        parameters.add(value);
    }

    @Override
    public List<JournalEntry> journal(UUID run) {
        return client.sql("SELECT * FROM journal WHERE run = ? ORDER BY seq")
                .param(run)
                .query((rows, number) -> entry(rows))
                .list();
    }

    @Override
    public Map<UUID, List<JournalEntry>> journals(Collection<UUID> runs) {
        Map<UUID, List<JournalEntry>> journals = new HashMap<>();
        if (!runs.isEmpty()) {
            client.sql("SELECT * FROM journal WHERE run IN (:runs) ORDER BY run, seq")
                    .param("runs", runs)
                    .query((rows, number) -> entry(rows))
                    .list()
                    .forEach(entry -> journals.computeIfAbsent(entry.run(), id -> new ArrayList<>())
                            .add(entry));
        }
        return journals;
    }

    private static StoredRun run(ResultSet row) throws SQLException {
        return new StoredRun(
                row.getObject("id", UUID.class),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("inputs"),
                RunState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getBoolean("partial"),
                row.getInt("generation"),
                Optional.ofNullable(row.getString("idempotency_hash")).orElse(""),
                time(row, "created_at").orElseThrow(),
                time(row, "started_at"),
                time(row, "finished_at"));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getObject("run", UUID.class),
                row.getInt("seq"),
                EntryKind.of(row.getString("kind")),
                row.getInt("generation"),
                row.getString("task"),
                row.getString("key"),
                row.getInt("attempt"),
                row.getString("input_hash"),
                Optional.ofNullable(row.getString("payload")).orElse(""),
                time(row, "at").orElseThrow());
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
