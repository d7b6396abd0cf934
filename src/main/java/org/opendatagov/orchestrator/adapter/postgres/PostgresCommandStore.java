package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.Command;
import org.opendatagov.orchestrator.engine.CommandStore;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Commands in PostgreSQL, told by NOTIFY; whoever misses that looks again after a while. */
@Component
class PostgresCommandStore implements CommandStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCommandStore.class);
    private static final int LOOK_MILLIS = 500;
    private static final long RETRY_MILLIS = 500;

    private final DataSource database;
    private final JdbcClient client;
    private final TransactionOperations transaction;
    private final Replica replica;
    private @Nullable Connection listening;

    PostgresCommandStore(DataSource database, JdbcClient client, TransactionOperations transaction, Replica replica) {
        this.database = database;
        this.client = client;
        this.transaction = transaction;
        this.replica = replica;
    }

    /** The run's row is locked meanwhile: where it ends just now, either the command is refused or its end clears it away. */
    @Override
    public void send(Command command) {
        transaction.executeWithoutResult(status -> {
            Optional<RunState> state = client.sql("SELECT state FROM run WHERE id = ? FOR UPDATE")
                    .param(command.run())
                    .query(String.class)
                    .optional()
                    .map(text -> RunState.valueOf(text.toUpperCase(Locale.ROOT)));
            check(command, state);
            client.sql("INSERT INTO command (id, run, kind, body, by, at) VALUES (?, ?, ?, ?::json, ?, ?::timestamptz)")
                    .params(
                            command.id(),
                            command.run(),
                            command.kind().text(),
                            command.body(),
                            command.by(),
                            command.at().toString())
                    .update();
            client.sql("SELECT pg_notify('run_command', '')")
                    .query(String.class)
                    .optional();
        });
    }

    private static void check(Command command, Optional<RunState> state) {
        if (state.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.NOT_FOUND, "There is no run with this id; GET /api/v1/runs lists those there are.");
        }
        if (!command.kind().fits(state.get())) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "The run is %s; '%s' is for runs that %s."
                            .formatted(
                                    state.get().text(),
                                    command.kind().text(),
                                    state.get().ended() ? "go on" : "have ended"));
        }
    }

    @Override
    public List<Command> pending(Collection<UUID> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        return client.sql("SELECT * FROM command WHERE run IN (:runs) ORDER BY at, id")
                .param("runs", runs)
                .query((row, number) -> RunRows.command(row))
                .list();
    }

    @Override
    public List<Command> forThisReplica() {
        return client.sql(
                        "SELECT command.* FROM command JOIN run ON run.id = command.run WHERE run.owner = ? ORDER BY command.at, command.id")
                .param(replica.id())
                .query((row, number) -> RunRows.command(row))
                .list();
    }

    @Override
    public boolean isPending(UUID command) {
        return client.sql("SELECT count(*) FROM command WHERE id = ?")
                        .param(command)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void drop(UUID command) {
        client.sql("DELETE FROM command WHERE id = ?").param(command).update();
    }

    /** Blocks a platform thread; one alone calls it. */
    @Override
    public void awaitNews() throws InterruptedException {
        if (!listened()) {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    private synchronized boolean listened() {
        try {
            connection().unwrap(PGConnection.class).getNotifications(LOOK_MILLIS);
            return true;
        } catch (SQLException e) {
            close();
            return false;
        }
    }

    private Connection connection() throws SQLException {
        Connection connection = listening;
        if (connection == null) {
            connection = database.getConnection();
            try (var statement = connection.createStatement()) {
                statement.execute("LISTEN run_command");
            }
            listening = connection;
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        Connection connection = listening;
        listening = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("the connection was gone already");
            }
        }
    }
}
