package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A connection beside the pool, opened again when it broke. A pool waits longer and longer between its attempts to reach a database that was
 * away, and lets a busy replica wait for its turn: a lease cannot be renewed so.
 */
final class OwnConnection implements AutoCloseable {
    private final DataSource database;
    private final Duration patience;
    private @Nullable Connection open;

    /** @param patience how long an answer of the database may take */
    OwnConnection(DataSource pool, Duration patience) {
        this.database = DataSourceBuilder.derivedFrom(pool)
                .type(SimpleDriverDataSource.class)
                .build();
        this.patience = patience;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** In one transaction. */
    synchronized <T> T transaction(Work<T> work) throws SQLException {
        try {
            Connection connection = connection();
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        Connection connection = open;
        if (connection == null) {
            connection = database.getConnection();
            prepare(connection);
            open = connection;
        }
        return connection;
    }

    private void prepare(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        try (Statement statement = connection.createStatement()) {
            // As the pool's connections have it: a process that was stopped holds no lock for longer than that.
            statement.execute("SET idle_in_transaction_session_timeout = '5s'");
            // A plan that was made while a table was empty is kept until it is analysed; what runs here has an index
            // for every row it looks for.
            statement.execute("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public synchronized void close() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It was gone already.
            }
        }
    }
}
