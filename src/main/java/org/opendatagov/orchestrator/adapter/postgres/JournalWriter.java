package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.opendatagov.orchestrator.engine.JournalClosedException;
import org.opendatagov.orchestrator.engine.LeaseLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is queued, writes it in one transaction under the replica's lease, completes the futures after the commit, and takes what
 * queued meanwhile. No timer closes a group. While the database is away the group is tried again; an entry that did get through before the
 * connection broke is found by its place in the journal.
 */
final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int GROUP = 1000;
    private static final long RETRY_MILLIS = 200;

    private final OwnConnection connection;
    private final Replica replica;
    private final StoreAvailability availability;
    private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;
    /** Whether the commit was asked for: then nobody knows what became of it before the database is back. */
    private boolean committing;

    JournalWriter(String name, OwnConnection connection, Replica replica, StoreAvailability availability) {
        this.connection = connection;
        this.replica = replica;
        this.availability = availability;
        this.writer = Thread.ofPlatform().name(name).daemon().start(this::write);
    }

    <W extends Write> W add(W write) {
        if (closed) {
            write.done().completeExceptionally(new JournalClosedException());
        } else {
            queue.add(write);
        }
        return write;
    }

    private void write() {
        List<Write> group = new ArrayList<>(GROUP);
        while (!closed) {
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP - 1);
                writeUntilDone(group);
            } catch (InterruptedException e) {
                fail(group, new JournalClosedException());
                break;
            } finally {
                group.clear();
            }
        }
        queue.drainTo(group);
        fail(group, new JournalClosedException());
        connection.close();
    }

    private void writeUntilDone(List<Write> group) throws InterruptedException {
        committing = false;
        while (true) {
            try {
                complete(group, transaction(group));
                return;
            } catch (LeaseLostException e) {
                fail(group, e);
                takeAgain(e);
                return;
            } catch (SQLException e) {
                if (StoreFailures.outage(e)) {
                    outage(group, e);
                } else {
                    isolate(group, e);
                    return;
                }
            } catch (RuntimeException | Error e) {
                isolate(group, e);
                return;
            }
        }
    }

    /** What belongs to runs that are accepted waits; who asks for a new one is told at once, where it is sure that it was not recorded. */
    private void outage(List<Write> group, SQLException cause) throws InterruptedException {
        LOG.debug("The database is away; {} writes wait", group.size(), cause);
        if (broken(cause)) {
            availability.away();
        }
        Predicate<Write> refused = write -> refused(write, cause);
        if (!committing) {
            group.removeIf(refused);
        }
        queue.removeIf(refused);
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }

    /** A deadlock and the like say nothing of the database. */
    private static boolean broken(SQLException cause) {
        String state = cause.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private static boolean refused(Write write, SQLException cause) {
        boolean create = write instanceof Write.Create;
        if (create) {
            write.done().completeExceptionally(StoreFailures.translated("the run was not recorded", cause));
        }
        return create;
    }

    /** Where that fails, the next write finds the lease lost once more. */
    private void takeAgain(LeaseLostException lost) {
        try {
            replica.lost(lost.epoch());
        } catch (RuntimeException e) {
            LOG.warn("The lease could not be taken again yet: {}", e.getClass().getName());
        }
    }

    /** One write of the group is wrong: each alone, so that the others get through. What another wrote already is another's run. */
    private void isolate(List<Write> group, Throwable cause) throws InterruptedException {
        if (group.size() == 1) {
            LOG.error("A journal write was refused: {}", cause.getClass().getName(), cause);
            boolean taken = cause instanceof SQLException known && StoreFailures.duplicate(known);
            fail(group, taken ? new LeaseLostException(group.getFirst().epoch()) : cause);
            return;
        }
        for (Write write : List.copyOf(group)) {
            writeUntilDone(new ArrayList<>(List.of(write)));
        }
    }

    private Written transaction(List<Write> group) throws SQLException {
        return connection.transaction(own -> {
            long held = replica.epoch();
            Set<UUID> created = new GroupWriter(own, replica, held).write(group);
            committing = true;
            return new Written(held, created);
        });
    }

    /** What a transaction did: writes of another epoch than the one held are not among it. */
    private record Written(long held, Set<UUID> created) {}

    private static void complete(List<Write> group, Written written) {
        for (Write write : group) {
            if (write.epoch() != written.held()) {
                write.done().completeExceptionally(new LeaseLostException(write.epoch()));
                continue;
            }
            switch (write) {
                case Write.Create create ->
                    create.done()
                            .complete(written.created().contains(create.run().id()));
                case Write.Append append -> append.done().complete(null);
                case Write.Change change -> change.done().complete(null);
            }
        }
    }

    private static void fail(List<Write> group, Throwable cause) {
        group.forEach(write -> write.done().completeExceptionally(cause));
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
    }
}
