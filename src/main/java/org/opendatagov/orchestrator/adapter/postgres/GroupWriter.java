package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.LeaseLostException;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunChange;

/** Writes one group of the journal: one round trip, a statement for each kind of row whatever the group's size. */
final class GroupWriter {
    private static final String RUNS = """
            INSERT INTO run (id, workflow, version, inputs, definition, labels, priority, caller, tenant, parent_run, parent_task,
                             parent_key, fork_of, idempotency_key, idempotency_hash, created_at,
                             state, owner, epoch, started_at)
            SELECT id, workflow, version, inputs::json, definition::json, labels::jsonb, priority, caller, tenant, parent_run, parent_task,
                   parent_key, fork_of, idempotency_key, idempotency_hash,
                   created_at::timestamptz,
                   CASE WHEN here THEN 'running' ELSE 'queued' END,
                   CASE WHEN here THEN ? END, CASE WHEN here THEN ?::bigint END,
                   CASE WHEN here THEN created_at::timestamptz END
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::uuid[], ?::text[],
                        ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                 AS new(id, workflow, version, inputs, definition, labels, priority, caller, tenant, parent_run, parent_task,
                        parent_key, fork_of, idempotency_key, idempotency_hash, created_at, here)""";
    private static final String UNLESS_PRESENT = " ON CONFLICT DO NOTHING";
    private static final String PRESENT = "SELECT id FROM run WHERE id = ANY (?)";
    /** What came too late for a run that has ended goes; the run that waits for it is told. */
    private static final String CHANGES = """
            WITH changed AS (
                UPDATE run SET state = change.state, reason = change.reason, partial = change.partial,
                               generation = change.generation, wake_at = change.wake_at::timestamptz,
                               finished_at = CASE WHEN change.ended THEN change.at::timestamptz END,
                               owner = CASE WHEN change.state = 'running' THEN run.owner END,
                               epoch = CASE WHEN change.state = 'running' THEN run.epoch END
                FROM unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::int[], ?::text[], ?::text[], ?::boolean[])
                     AS change(id, state, reason, partial, generation, wake_at, at, ended)
                WHERE run.id = change.id AND (run.owner, run.epoch) IS NOT DISTINCT FROM (?, ?)
                RETURNING run.id, parent_run, parent_task, parent_key, ended),
            moot AS (DELETE FROM command USING changed WHERE command.run = changed.id AND ended),
            told AS (
                INSERT INTO command (id, run, kind, body, at)
                SELECT gen_random_uuid(), parent_run, 'child_ended',
                       json_build_object('child', id, 'task', parent_task, 'key', parent_key), clock_timestamp()
                FROM changed WHERE ended AND parent_run IS NOT NULL
                  AND EXISTS (SELECT 1 FROM run AS parent WHERE parent.id = changed.parent_run
                              AND parent.state IN ('queued', 'running', 'waiting')))
            SELECT id FROM changed""";

    private static final String RETRIED = "DELETE FROM command WHERE kind = 'retry' AND run = ANY (?::uuid[])";
    private static final String DONE_WITH = "DELETE FROM command WHERE id = ANY (?::uuid[])";

    private final Connection connection;
    private final Replica replica;
    private final long epoch;

    /** @param epoch of the replica as it knows it; writes of another one are left out */
    GroupWriter(Connection connection, Replica replica, long epoch) {
        this.connection = connection;
        this.replica = replica;
        this.epoch = epoch;
    }

    /**
     * At first as if no row were there yet: to write a row in doubt and confirm it costs a third more. Leaves the transaction open. Ids of the runs that stand recorded now; one whose idempotency key was taken is not among them.
     *
     * @throws LeaseLostException where the epoch is over
     */
    Set<UUID> write(List<Write> group) throws SQLException {
        try {
            return write(group, false);
        } catch (SQLException e) {
            if (!StoreFailures.duplicate(e)) {
                throw e;
            }
            connection.rollback();
            return write(group, true);
        }
    }

    private Set<UUID> write(List<Write> group, boolean inDoubt) throws SQLException {
        Set<UUID> givenBack = new HashSet<>();
        while (true) {
            GroupParts parts = GroupParts.of(group, epoch, givenBack);
            Statements statements = new Statements(connection);
            Statements.Answer held = replica.hold(statements, epoch);
            Statements.Answer created = create(statements, parts.runs(), inDoubt);
            Statements.Answer changed = change(statements, parts.changes());
            JournalRows rows = JournalRows.of(parts.entries());
            Statements.Answer inserted = rows.insert(statements, inDoubt);
            onIds(statements, RETRIED, parts.retried());
            onIds(statements, DONE_WITH, parts.commands());
            statements.execute();
            if (!held.values().contains(true)) {
                connection.rollback();
                holdLate();
            } else if (changed.values().size() < runs(parts.changes())) {
                // An earlier attempt did get through before its connection broke: what it said is said.
                connection.rollback();
                parts.changes().stream()
                        .map(RunChange::run)
                        .filter(run -> !changed.values().contains(run))
                        .forEach(givenBack::add);
            } else {
                if (inserted.updated() < rows.size()) {
                    rows.refuseTaken(connection);
                }
                return created.updated() < parts.runs().size() ? present(parts.runs()) : ids(parts.runs());
            }
        }
    }

    private static long runs(List<RunChange> changes) {
        return changes.stream().map(RunChange::run).distinct().count();
    }

    private void holdLate() throws SQLException {
        if (replica.hold(connection) != epoch) {
            throw new LeaseLostException(epoch);
        }
    }

    private static Set<UUID> ids(List<NewRun> runs) {
        return runs.stream().map(NewRun::id).collect(Collectors.toSet());
    }

    private Statements.Answer create(Statements statements, List<NewRun> runs, boolean inDoubt) throws SQLException {
        if (runs.isEmpty()) {
            return new Statements.Answer();
        }
        Statements.Answer created = statements.next(inDoubt ? RUNS + UNLESS_PRESENT : RUNS);
        statements
                .value(replica.id())
                .value(epoch)
                .column("uuid", runs, NewRun::id)
                .column("text", runs, NewRun::workflow)
                .column("int4", runs, NewRun::version)
                .column("text", runs, NewRun::inputs)
                .column("text", runs, run -> run.definition().orElse(null))
                .column("text", runs, NewRun::labels)
                .column("int4", runs, NewRun::priority)
                .column("text", runs, run -> run.requester().user())
                .column("text", runs, run -> run.requester().tenant())
                .column("uuid", runs, run -> parent(run, NewRun.Parent::run))
                .column("text", runs, run -> parent(run, NewRun.Parent::task))
                .column("text", runs, run -> parent(run, NewRun.Parent::key))
                .column("uuid", runs, run -> run.forkOf().orElse(null))
                .column("text", runs, run -> run.idempotencyKey().orElse(null))
                .column("text", runs, NewRun::idempotencyHash)
                .column("text", runs, run -> run.createdAt().toString())
                .column("bool", runs, NewRun::startHere);
        return created;
    }

    private static @Nullable Object parent(NewRun run, Function<NewRun.Parent, Object> member) {
        return run.parent().map(member).orElse(null);
    }

    private Set<UUID> present(List<NewRun> runs) throws SQLException {
        Statements statements = new Statements(connection);
        Statements.Answer found = statements.next(PRESENT);
        statements.column("uuid", runs, NewRun::id).execute();
        return found.values().stream().map(UUID.class::cast).collect(Collectors.toSet());
    }

    /** Gives the runs that were changed: not those that this replica gave back already. */
    private Statements.Answer change(Statements statements, List<RunChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return new Statements.Answer();
        }
        Statements.Answer changed = statements.next(CHANGES);
        statements
                .column("uuid", changes, RunChange::run)
                .column("text", changes, change -> change.state().text())
                .column("text", changes, RunChange::reason)
                .column("bool", changes, RunChange::partial)
                .column("int4", changes, RunChange::generation)
                .column(
                        "text",
                        changes,
                        change -> change.wakeAt().map(Object::toString).orElse(null))
                .column("text", changes, change -> change.at().toString())
                .column("bool", changes, change -> change.state().ended())
                .value(replica.id())
                .value(epoch);
        return changed;
    }

    private static void onIds(Statements statements, String sql, List<UUID> ids) throws SQLException {
        if (!ids.isEmpty()) {
            statements.next(sql);
            statements.column("uuid", ids, id -> id);
        }
    }
}
