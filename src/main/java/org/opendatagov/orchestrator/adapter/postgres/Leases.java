package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The rows of replicas, by the database's clock, and the runs that belong to them. */
final class Leases {
    private static final String TAKE = """
            INSERT INTO replica (id, epoch, expires_at) VALUES (?, 1, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET epoch = replica.epoch + 1, expires_at = excluded.expires_at
            RETURNING epoch""";
    private static final String HOLD =
            "SELECT expires_at > clock_timestamp() FROM replica WHERE id = ? AND epoch = ? FOR SHARE";
    private static final String EXTEND = """
            UPDATE replica SET expires_at = clock_timestamp() + ? * interval '1 millisecond' WHERE id = ? AND epoch = ?""";
    private static final String HAND_OVER =
            "UPDATE replica SET epoch = epoch + 1, expires_at = '-infinity' WHERE id = ? AND epoch = ?";
    /** One whose transaction is open still is left for the next time. */
    private static final String END = """
            UPDATE replica SET epoch = epoch + 1, expires_at = '-infinity' WHERE id IN (
                SELECT id FROM replica
                WHERE expires_at < clock_timestamp() AND id <> ? AND expires_at > '-infinity'
                  AND pg_postmaster_start_time() < clock_timestamp() - ? * interval '1 millisecond'
                FOR UPDATE SKIP LOCKED)""";
    /** A run whose epoch is not its owner's belongs to nobody, however that came about. */
    private static final String RELEASE = """
            UPDATE run SET owner = NULL, epoch = NULL
            FROM (SELECT id, owner, epoch FROM run WHERE owner IS NOT NULL AND NOT EXISTS (
                      SELECT 1 FROM replica WHERE replica.id = run.owner AND replica.epoch = run.epoch)) AS stale
            WHERE run.id = stale.id AND run.owner = stale.owner AND run.epoch = stale.epoch""";

    private final String id;
    private final Duration lease;

    Leases(String id, Duration lease) {
        this.id = id;
        this.lease = lease;
    }

    /** With a new epoch. */
    long take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, id);
            statement.setLong(2, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** What became of a lease. */
    enum Held {
        YES,
        LATE,
        LOST
    }

    /** Locks the lease until the transaction ends. */
    Held hold(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, id);
            statement.setLong(2, epoch);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Held.LOST;
                }
                return row.getBoolean(1) ? Held.YES : Held.LATE;
            }
        }
    }

    Statements.Answer hold(Statements statements, long epoch) {
        Statements.Answer held = statements.next(HOLD);
        statements.value(id).value(epoch);
        return held;
    }

    /** False where another replica took over. */
    boolean extend(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
            statement.setLong(1, lease.toMillis());
            statement.setString(2, id);
            statement.setLong(3, epoch);
            return statement.executeUpdate() == 1;
        }
    }

    void handOver(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAND_OVER)) {
            statement.setString(1, id);
            statement.setLong(2, epoch);
            statement.executeUpdate();
        }
    }

    /**
     * Ends the leases of replicas that are not heard of. Nobody takes over before one lease has passed since the database started, so that
     * its restart alone repeats no task.
     */
    void endDead(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, id);
            statement.setLong(2, lease.toMillis());
            statement.executeUpdate();
        }
    }

    /** How many runs wait for another replica now; all are told. */
    static int release(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            int runs = statement.executeUpdate();
            if (runs > 0) {
                tell(connection);
            }
            return runs;
        }
    }

    private static void tell(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("NOTIFY run_command");
        }
    }

    static Instant now(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
