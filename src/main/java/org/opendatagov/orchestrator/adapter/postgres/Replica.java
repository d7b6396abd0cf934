package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.EngineSettings;
import org.opendatagov.orchestrator.engine.Lease;
import org.opendatagov.orchestrator.engine.LeaseLostException;
import org.opendatagov.orchestrator.engine.ReplicaId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * This replica's lease, by the database's clock: taken with a new epoch at start, renewed by a platform thread, and looked
 * at, under a share lock, by every transaction that writes for its runs. Leases of replicas that are not heard of are ended here too.
 */
@Component
@DependsOnDatabaseInitialization
class Replica implements Lease, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    private final DataSource database;
    private final String id;
    private final Duration lease;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lease").daemon().factory());
    private volatile long epoch;

    @SuppressWarnings("FutureReturnValueIgnored")
    Replica(DataSource database, ReplicaId id, EngineSettings settings) {
        this.database = database;
        this.id = id.value();
        this.lease = settings.lease();
        take();
        long period = lease.toMillis() / 4;
        renewal.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    String id() {
        return id;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    /** With a new epoch; runs of an earlier life of this replica go back to the queue. */
    private void take() {
        try (Connection connection = database.getConnection()) {
            epoch = newEpoch(connection);
            releaseRuns(connection, id);
        } catch (SQLException e) {
            throw StoreFailures.translated("the replica's lease could not be taken", e);
        }
    }

    private long newEpoch(Connection connection) throws SQLException {
        String sql = """
                INSERT INTO replica (id, epoch, expires_at) VALUES (?, 1, clock_timestamp() + ? * interval '1 millisecond')
                ON CONFLICT (id) DO UPDATE SET epoch = replica.epoch + 1, expires_at = excluded.expires_at
                RETURNING epoch""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.setLong(2, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void releaseRuns(Connection connection, String replica) throws SQLException {
        String sql =
                "UPDATE run SET owner = NULL, epoch = NULL WHERE owner = ? AND state IN ('queued', 'running', 'waiting')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, replica);
            statement.executeUpdate();
        }
    }

    /**
     * Holds the lease until the connection's transaction ends; the epoch that is held.
     *
     * @throws LeaseLostException where another replica took over
     */
    long hold(Connection connection) throws SQLException {
        long held = epoch;
        String sql = """
                SELECT expires_at > clock_timestamp() FROM replica WHERE id = ? AND epoch = ? FOR SHARE""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.setLong(2, held);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new LeaseLostException(held);
                }
                if (!row.getBoolean(1)) {
                    // Late, as after an outage of the database, yet nobody took over: the epoch is still ours.
                    extend(connection, held);
                }
            }
        }
        return held;
    }

    private boolean extend(Connection connection, long held) throws SQLException {
        String sql = """
                UPDATE replica SET expires_at = clock_timestamp() + ? * interval '1 millisecond'
                WHERE id = ? AND epoch = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, lease.toMillis());
            statement.setString(2, id);
            statement.setLong(3, held);
            return statement.executeUpdate() == 1;
        }
    }

    private void renew() {
        try (Connection connection = database.getConnection()) {
            long held = epoch;
            if (!extend(connection, held)) {
                lost(held);
            }
            endDeadLeases(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "The lease could not be renewed, tried again: {}",
                    e.getClass().getName());
        }
    }

    /**
     * Called where the lease was found gone: what runs here is given up, then the lease is taken anew, once.
     *
     * @param held the epoch that is over
     */
    final synchronized void lost(long held) {
        if (held != epoch) {
            return;
        }
        LOG.warn("This replica's lease was taken over; its runs go on elsewhere");
        listeners.forEach(Runnable::run);
        take();
    }

    /** Nobody takes over before one lease has passed since the database started, so that its restart alone repeats no task. */
    private void endDeadLeases(Connection connection) throws SQLException {
        String sql = """
                WITH dead AS (
                    SELECT id FROM replica
                    WHERE expires_at < clock_timestamp() AND id <> ? AND expires_at > '-infinity'
                      AND pg_postmaster_start_time() < clock_timestamp() - ? * interval '1 millisecond'
                    FOR UPDATE SKIP LOCKED),
                ended AS (
                    UPDATE replica SET epoch = epoch + 1, expires_at = '-infinity' FROM dead
                    WHERE replica.id = dead.id RETURNING replica.id)
                UPDATE run SET owner = NULL, epoch = NULL FROM ended
                WHERE run.owner = ended.id AND run.state IN ('queued', 'running', 'waiting')""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.setLong(2, lease.toMillis());
            int runs = statement.executeUpdate();
            if (runs > 0) {
                LOG.info("{} runs of a replica that was not heard of wait for another", runs);
            }
        }
    }

    @Override
    public void onLost(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }
}
