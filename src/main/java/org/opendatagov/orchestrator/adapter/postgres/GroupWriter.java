package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.EntryKind;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunChange;
import org.opendatagov.orchestrator.engine.RunState;

/** Writes one group of the journal, a statement for each kind of row whatever the group's size. */
final class GroupWriter {
    private static final String RUNS = """
            INSERT INTO run (id, workflow, version, inputs, definition, labels, priority, parent_run, parent_task,
                             parent_key, fork_of, idempotency_key, idempotency_hash, created_at,
                             state, owner, epoch, started_at)
            SELECT id, workflow, version, inputs::json, definition::json, labels::jsonb, priority, parent_run, parent_task,
                   parent_key, fork_of, idempotency_key, idempotency_hash,
                   created_at::timestamptz,
                   CASE WHEN here THEN 'running' ELSE 'queued' END,
                   CASE WHEN here THEN ? END, CASE WHEN here THEN ?::bigint END,
                   CASE WHEN here THEN created_at::timestamptz END
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::uuid[], ?::text[],
                        ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                 AS new(id, workflow, version, inputs, definition, labels, priority, parent_run, parent_task,
                        parent_key, fork_of, idempotency_key, idempotency_hash, created_at, here)
            ON CONFLICT DO NOTHING""";
    private static final String PRESENT = "SELECT id FROM run WHERE id = ANY (?)";
    private static final String ENTRIES = """
            INSERT INTO journal (run, seq, kind, generation, task, key, attempt, input_hash, payload, at)
            SELECT run, seq, kind, generation, task, key, attempt, input_hash, nullif(payload, '')::json, at::timestamptz
            FROM unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                        ?::text[])
                 AS new(run, seq, kind, generation, task, key, attempt, input_hash, payload, at)
            ON CONFLICT (run, seq) DO NOTHING""";
    private static final String CHANGES = """
            UPDATE run SET state = change.state, reason = change.reason, partial = change.partial,
                           generation = change.generation, wake_at = change.wake_at::timestamptz,
                           finished_at = CASE WHEN change.ended THEN change.at::timestamptz END,
                           owner = CASE WHEN change.state = 'running' THEN run.owner END,
                           epoch = CASE WHEN change.state = 'running' THEN run.epoch END
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::int[], ?::text[], ?::text[], ?::boolean[])
                 AS change(id, state, reason, partial, generation, wake_at, at, ended)
            WHERE run.id = change.id""";
    /** What came too late for a run that has ended. */
    private static final String MOOT = "DELETE FROM command WHERE run = ANY (?::uuid[])";

    private static final String RETRIED = "DELETE FROM command WHERE kind = 'retry' AND run = ANY (?::uuid[])";
    private static final String TELL_PARENTS = """
            INSERT INTO command (id, run, kind, body, at)
            SELECT gen_random_uuid(), parent_run, 'child_ended',
                   json_build_object('child', id, 'task', parent_task, 'key', parent_key), clock_timestamp()
            FROM run WHERE id = ANY (?::uuid[]) AND parent_run IS NOT NULL""";
    private static final String DONE_WITH = "DELETE FROM command WHERE id = ANY (?::uuid[])";

    private final Connection connection;
    private final Replica replica;
    private final long epoch;

    /** @param epoch that the transaction holds; writes of another one are left out */
    GroupWriter(Connection connection, Replica replica, long epoch) {
        this.connection = connection;
        this.replica = replica;
        this.epoch = epoch;
    }

    /** Ids of the runs that stand recorded now; one whose idempotency key was taken is not among them. */
    Set<UUID> write(List<Write> group) throws SQLException {
        List<NewRun> runs = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        List<RunChange> changes = new ArrayList<>();
        List<UUID> commands = new ArrayList<>();
        for (Write write : group.stream().filter(some -> some.epoch() == epoch).toList()) {
            switch (write) {
                case Write.Create create -> runs.add(create.run());
                case Write.Append append -> {
                    entries.add(append.entry());
                    append.command().ifPresent(commands::add);
                }
                case Write.Change change -> {
                    changes.add(change.change());
                    entries.add(change.entry());
                }
            }
        }
        Set<UUID> created = create(runs);
        runs.stream().filter(run -> created.contains(run.id())).forEach(run -> entries.add(0, accepted(run)));
        append(entries);
        change(changes);
        onIds(DONE_WITH, commands);
        return created;
    }

    private static JournalEntry accepted(NewRun run) {
        return new JournalEntry(run.id(), 1, EntryKind.RUN_ACCEPTED, 0, "", "", 0, "", "", run.createdAt());
    }

    private Set<UUID> create(List<NewRun> runs) throws SQLException {
        if (runs.isEmpty()) {
            return Set.of();
        }
        try (Columns statement = new Columns(connection, RUNS)) {
            int inserted = statement
                    .text(replica.id())
                    .number(epoch)
                    .add("uuid", runs, NewRun::id)
                    .add("text", runs, NewRun::workflow)
                    .add("int4", runs, NewRun::version)
                    .add("text", runs, NewRun::inputs)
                    .add("text", runs, run -> run.definition().orElse(null))
                    .add("text", runs, NewRun::labels)
                    .add("int4", runs, NewRun::priority)
                    .add(
                            "uuid",
                            runs,
                            run -> run.parent().map(NewRun.Parent::run).orElse(null))
                    .add(
                            "text",
                            runs,
                            run -> run.parent().map(NewRun.Parent::task).orElse(null))
                    .add(
                            "text",
                            runs,
                            run -> run.parent().map(NewRun.Parent::key).orElse(null))
                    .add("uuid", runs, run -> run.forkOf().orElse(null))
                    .add("text", runs, run -> run.idempotencyKey().orElse(null))
                    .add("text", runs, NewRun::idempotencyHash)
                    .add("text", runs, run -> run.createdAt().toString())
                    .add("bool", runs, NewRun::startHere)
                    .update();
            Set<UUID> ids = new HashSet<>();
            runs.forEach(run -> ids.add(run.id()));
            return inserted == runs.size() ? ids : present(ids);
        }
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
        if (entries.isEmpty()) {
            return;
        }
        try (Columns statement = new Columns(connection, ENTRIES)) {
            statement
                    .add("uuid", entries, JournalEntry::run)
                    .add("int4", entries, JournalEntry::seq)
                    .add("text", entries, entry -> entry.kind().text())
                    .add("int4", entries, JournalEntry::generation)
                    .add("text", entries, JournalEntry::task)
                    .add("text", entries, JournalEntry::key)
                    .add("int4", entries, JournalEntry::attempt)
                    .add("text", entries, JournalEntry::inputHash)
                    .add("text", entries, JournalEntry::payload)
                    .add("text", entries, entry -> entry.at().toString())
                    .update();
        }
    }

    private void change(List<RunChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (Columns statement = new Columns(connection, CHANGES)) {
            statement
                    .add("uuid", changes, RunChange::run)
                    .add("text", changes, change -> change.state().text())
                    .add("text", changes, RunChange::reason)
                    .add("bool", changes, RunChange::partial)
                    .add("int4", changes, RunChange::generation)
                    .add(
                            "text",
                            changes,
                            change -> change.wakeAt().map(Object::toString).orElse(null))
                    .add("text", changes, change -> change.at().toString())
                    .add("bool", changes, change -> change.state().ended())
                    .update();
        }
        onIds(
                RETRIED,
                changes.stream()
                        .filter(change -> change.state() == RunState.RUNNING)
                        .map(RunChange::run)
                        .toList());
        List<UUID> ended = changes.stream()
                .filter(change -> change.state().ended())
                .map(RunChange::run)
                .toList();
        onIds(MOOT, ended);
        onIds(TELL_PARENTS, ended);
    }

    private void onIds(String sql, List<UUID> ids) throws SQLException {
        if (!ids.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                statement.executeUpdate();
            }
        }
    }
}
