package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
 * This replica's lease, by the database's clock: taken with a new epoch at start, renewed by a platform thread, and looked at, under a share
 * lock, by every transaction that writes for its runs. Leases of replicas that are not heard of are ended here too.
 */
@Component
@DependsOnDatabaseInitialization
class Replica implements Lease, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    /** Renewals in the time of a lease, and attempts where they fail. */
    private static final int RENEWALS = 8;

    private static final int ATTEMPTS = 20;

    private final String id;
    private final Duration lease;
    private final Leases leases;
    private final OwnConnection connection;
    private final StoreAvailability availability;
    private final StoreTime time = new StoreTime();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lease").daemon().factory());
    private volatile long epoch;
    private volatile boolean closed;
    private volatile long renewed;
    private long steadySince;

    Replica(DataSource database, ReplicaId id, EngineSettings settings, StoreAvailability availability) {
        this.id = id.value();
        this.lease = settings.lease();
        this.leases = new Leases(this.id, lease);
        this.connection = new OwnConnection(database, lease);
        this.availability = availability;
        take();
        this.renewed = System.nanoTime();
        this.steadySince = renewed - lease.toNanos();
        again(RENEWALS);
    }

    String id() {
        return id;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public boolean overdue() {
        return System.nanoTime() - renewed > lease.toNanos();
    }

    /** With a new epoch; runs of an earlier life of this replica go back to the queue. */
    private void take() {
        try {
            epoch = connection.transaction(own -> {
                hear(own);
                long taken = leases.take(own);
                Leases.release(own);
                return taken;
            });
        } catch (SQLException e) {
            throw StoreFailures.translated("the replica's lease could not be taken", e);
        }
    }

    private void hear(Connection own) throws SQLException {
        long asked = System.nanoTime();
        Instant told = Leases.now(own);
        time.heard(told, asked, System.nanoTime());
    }

    /**
     * Holds the lease until the transaction ends, which this begins; the epoch that is held.
     *
     * @throws LeaseLostException where another replica took over
     */
    long hold(Connection writing) throws SQLException {
        long held = epoch;
        Leases.Held found = leases.hold(writing, held);
        if (found == Leases.Held.LATE) {
            // As after an outage of the database, yet nobody took over. In a transaction of its own: two that share the
            // lock would wait for each other.
            writing.rollback();
            found = leases.extend(writing, held) ? Leases.Held.YES : Leases.Held.LOST;
            writing.commit();
            found = found == Leases.Held.YES ? leases.hold(writing, held) : found;
        }
        if (found != Leases.Held.YES) {
            throw new LeaseLostException(held);
        }
        return held;
    }

    /** Holds the lease until the transaction ends, where the answer is {@code true}; else {@link #hold(Connection)} tells. */
    Statements.Answer hold(Statements statements, long held) {
        return leases.hold(statements, held);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void again(int timesInALease) {
        renewal.schedule(this::renew, lease.toMillis() / timesInALease, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            long held = epoch;
            boolean ours = connection.transaction(own -> {
                hear(own);
                return leases.extend(own, held);
            });
            availability.back();
            if (!ours) {
                lost(held);
            }
            // Not before: what waits for the renewal must find its run given up where the lease is lost.
            note(System.nanoTime());
            endDeadLeases();
            again(RENEWALS);
        } catch (SQLException | RuntimeException | Error e) {
            if (!closed) {
                LOG.debug("The lease could not be renewed, tried again", e);
                availability.away();
                again(ATTEMPTS);
            }
        }
    }

    /** A replica that was late itself cannot say that others are: they had the same outage. */
    private void note(long now) {
        if (now - renewed > lease.toNanos() / 2) {
            steadySince = now;
        }
        renewed = now;
    }

    private void endDeadLeases() throws SQLException {
        if (System.nanoTime() - steadySince < lease.toNanos()) {
            return;
        }
        int runs = connection.transaction(own -> {
            leases.endDead(own);
            return Leases.release(own);
        });
        if (runs > 0) {
            LOG.info("{} runs of a replica that was not heard of wait for another", runs);
        }
    }

    /**
     * Called where the lease was found gone: what runs here is given up, then the lease is taken anew, once.
     *
     * @param held the epoch that is over
     */
    final synchronized void lost(long held) {
        if (held != epoch || closed) {
            return;
        }
        LOG.warn("This replica's lease was taken over; its runs go on elsewhere");
        listeners.forEach(Runnable::run);
        take();
    }

    @Override
    public void onLost(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void handOver() {
        if (closed) {
            return;
        }
        closed = true;
        renewal.shutdownNow();
        try {
            int runs = connection.transaction(own -> {
                leases.handOver(own, epoch);
                return Leases.release(own);
            });
            LOG.info("{} runs are left to other replicas", runs);
        } catch (SQLException e) {
            LOG.warn("The runs of this replica could not be handed over; others take them when its lease ends");
        }
    }

    @Override
    public void close() {
        handOver();
        connection.close();
    }
}
