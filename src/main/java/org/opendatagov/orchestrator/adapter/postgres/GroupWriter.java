package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunEnd;

/** Writes one group of the journal, a statement for each kind of row whatever the group's size. */
final class GroupWriter {
    private static final String RUNS = """
            INSERT INTO run (id, workflow, version, inputs, idempotency_key, idempotency_hash, created_at,
                             state, owner, epoch, started_at)
            SELECT id, workflow, version, inputs::json, idempotency_key, idempotency_hash, created_at::timestamptz,
                   CASE WHEN here THEN 'running' ELSE 'queued' END,
                   CASE WHEN here THEN ? END, CASE WHEN here THEN ?::bigint END,
                   CASE WHEN here THEN created_at::timestamptz END
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                 AS new(id, workflow, version, inputs, idempotency_key, idempotency_hash, created_at, here)
            ON CONFLICT DO NOTHING""";
    private static final String PRESENT = "SELECT id FROM run WHERE id = ANY (?)";
    private static final String ENTRIES = """
            INSERT INTO journal (run, seq, kind, generation, task, key, attempt, input_hash, payload, at)
            SELECT run, seq, kind, generation, task, key, attempt, input_hash, nullif(payload, '')::json, at::timestamptz
            FROM unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                        ?::text[])
                 AS new(run, seq, kind, generation, task, key, attempt, input_hash, payload, at)
            ON CONFLICT (run, seq) DO NOTHING""";
    private static final String ENDS = """
            UPDATE run SET state = ended.state, reason = ended.reason, partial = ended.partial,
                           finished_at = ended.at::timestamptz, owner = NULL, epoch = NULL
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::text[]) AS ended(id, state, reason, partial, at)
            WHERE run.id = ended.id""";

    private final Connection connection;
    private final Replica replica;

    GroupWriter(Connection connection, Replica replica) {
        this.connection = connection;
        this.replica = replica;
    }

    /** Ids of the runs that stand recorded now; one whose idempotency key was taken is not among them. */
    Set<UUID> write(List<Write> group) throws SQLException {
        List<NewRun> runs = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        List<RunEnd> ends = new ArrayList<>();
        for (Write write : group) {
            switch (write) {
                case Write.Create create -> runs.add(create.run());
                case Write.Append append -> entries.add(append.entry());
                case Write.End end -> {
                    ends.add(end.end());
                    entries.add(end.entry());
                }
            }
        }
        Set<UUID> created = runs.isEmpty() ? Set.of() : create(runs);
        if (!entries.isEmpty()) {
            append(entries);
        }
        if (!ends.isEmpty()) {
            end(ends);
        }
        return created;
    }

    private Set<UUID> create(List<NewRun> runs) throws SQLException {
        int inserted;
        try (PreparedStatement statement = connection.prepareStatement(RUNS)) {
            statement.setString(1, replica.id());
            statement.setLong(2, replica.epoch());
            bind(statement, 3, "uuid", runs, NewRun::id);
            bind(statement, 4, "text", runs, NewRun::workflow);
            bind(statement, 5, "int4", runs, NewRun::version);
            bind(statement, 6, "text", runs, NewRun::inputs);
            bind(statement, 7, "text", runs, run -> run.idempotencyKey().orElse(null));
            bind(statement, 8, "text", runs, NewRun::idempotencyHash);
            bind(statement, 9, "text", runs, run -> time(run.createdAt()));
            bind(statement, 10, "bool", runs, NewRun::startHere);
            inserted = statement.executeUpdate();
        }
        Set<UUID> ids = new HashSet<>();
        runs.forEach(run -> ids.add(run.id()));
        return inserted == runs.size() ? ids : present(ids);
    }

    private Set<UUID> present(Set<UUID> ids) throws SQLException {
        Set<UUID> found = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(PRESENT)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    private void append(List<JournalEntry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            bind(statement, 1, "uuid", entries, JournalEntry::run);
            bind(statement, 2, "int4", entries, JournalEntry::seq);
            bind(statement, 3, "text", entries, entry -> entry.kind().text());
            bind(statement, 4, "int4", entries, JournalEntry::generation);
            bind(statement, 5, "text", entries, JournalEntry::task);
            bind(statement, 6, "text", entries, JournalEntry::key);
            bind(statement, 7, "int4", entries, JournalEntry::attempt);
            bind(statement, 8, "text", entries, JournalEntry::inputHash);
            bind(statement, 9, "text", entries, JournalEntry::payload);
            bind(statement, 10, "text", entries, entry -> time(entry.at()));
            statement.executeUpdate();
        }
    }

    private void end(List<RunEnd> ends) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENDS)) {
            bind(statement, 1, "uuid", ends, RunEnd::run);
            bind(statement, 2, "text", ends, end -> end.state().text());
            bind(statement, 3, "text", ends, RunEnd::reason);
            bind(statement, 4, "bool", ends, RunEnd::partial);
            bind(statement, 5, "text", ends, end -> time(end.at()));
            statement.executeUpdate();
        }
    }

    private static String time(Instant at) {
        return at.toString();
    }

    private <T> void bind(
            PreparedStatement statement, int index, String type, List<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] column = new @Nullable Object[rows.size()];
        for (int row = 0; row < column.length; row++) {
            column[row] = value.apply(rows.get(row));
        }
        Array array = connection.createArrayOf(type, column);
        statement.setArray(index, array);
    }
}
