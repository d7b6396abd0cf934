package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.Command;
import org.opendatagov.orchestrator.engine.CommandKind;
import org.opendatagov.orchestrator.engine.EntryKind;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.StoredRun;

/** Reads rows of runs, journals and commands. */
final class RunRows {
    static final String RUN = """
            run.id, workflow, version, inputs, definition, labels, run.priority, state, reason, partial, generation, parent_run, fork_of,
            idempotency_hash, caller, tenant, run.created_at, started_at, finished_at, run.epoch""";

    private RunRows() {}

    static StoredRun run(ResultSet row) throws SQLException {
        return new StoredRun(
                row.getObject("id", UUID.class),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("inputs"),
                Optional.ofNullable(row.getString("definition")),
                row.getString("labels"),
                row.getInt("priority"),
                new Requester(row.getString("caller"), row.getString("tenant")),
                RunState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getBoolean("partial"),
                row.getInt("generation"),
                Optional.ofNullable(row.getObject("parent_run", UUID.class)),
                Optional.ofNullable(row.getObject("fork_of", UUID.class)),
                Optional.ofNullable(row.getString("idempotency_hash")).orElse(""),
                time(row, "created_at").orElseThrow(),
                time(row, "started_at"),
                time(row, "finished_at"),
                row.getLong("epoch"));
    }

    static JournalEntry entry(ResultSet row) throws SQLException {
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

    static Command command(ResultSet row) throws SQLException {
        return new Command(
                row.getObject("id", UUID.class),
                row.getObject("run", UUID.class),
                CommandKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("body"),
                row.getString("by"),
                time(row, "at").orElseThrow());
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
