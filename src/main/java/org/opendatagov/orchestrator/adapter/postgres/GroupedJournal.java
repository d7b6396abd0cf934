package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.Journal;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.LeaseLostException;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes in groups: one thread takes what is queued, writes it in one transaction under the replica's lease, completes the
 * futures after the commit, and takes what queued meanwhile. No timer closes a group. While the database is away the group is
 * tried again; an entry that did get through before the connection broke is found by its place in the journal.
 */
@Component
class GroupedJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupedJournal.class);
    private static final int GROUP = 1000;
    private static final long RETRY_MILLIS = 200;

    private final DataSource database;
    private final Replica replica;
    private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;

    GroupedJournal(DataSource database, Replica replica) {
        this.database = database;
        this.replica = replica;
        this.writer = Thread.ofPlatform().name("journal").daemon().start(this::write);
    }

    @Override
    public CompletableFuture<Boolean> create(NewRun run) {
        return add(new Write.Create(run, new CompletableFuture<>())).done();
    }

    @Override
    public CompletableFuture<Void> append(long epoch, JournalEntry entry) {
        return add(new Write.Append(epoch, entry, Optional.empty(), new CompletableFuture<>()))
                .done();
    }

    @Override
    public CompletableFuture<Void> append(long epoch, JournalEntry entry, UUID command) {
        return add(new Write.Append(epoch, entry, Optional.of(command), new CompletableFuture<>()))
                .done();
    }

    @Override
    public CompletableFuture<Void> change(long epoch, RunChange change, JournalEntry entry) {
        return add(new Write.Change(epoch, change, entry, new CompletableFuture<>()))
                .done();
    }

    private <W extends Write> W add(W write) {
        if (closed) {
            write.done().completeExceptionally(new IllegalStateException("the journal is closed"));
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
                fail(group, new IllegalStateException("the journal is closed"));
                break;
            } finally {
                group.clear();
            }
        }
        queue.drainTo(group);
        fail(group, new IllegalStateException("the journal is closed"));
    }

    private void writeUntilDone(List<Write> group) throws InterruptedException {
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
                    LOG.warn("The database is away; {} writes wait", group.size());
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                } else {
                    isolate(group, e);
                    return;
                }
            } catch (RuntimeException e) {
                isolate(group, e);
                return;
            }
        }
    }

    /** Where that fails, the next write finds the lease lost once more. */
    private void takeAgain(LeaseLostException lost) {
        try {
            replica.lost(lost.epoch());
        } catch (RuntimeException e) {
            LOG.warn("The lease could not be taken again yet: {}", e.getClass().getName());
        }
    }

    /** One write of the group is wrong: each alone, so that the others get through. */
    private void isolate(List<Write> group, Exception cause) throws InterruptedException {
        if (group.size() == 1) {
            LOG.error("A journal write was refused: {}", cause.getClass().getName(), cause);
            fail(group, cause);
            return;
        }
        for (Write write : List.copyOf(group)) {
            writeUntilDone(List.of(write));
        }
    }

    private Written transaction(List<Write> group) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long held = replica.hold(connection);
                Set<UUID> created = new GroupWriter(connection, replica, held).write(group);
                connection.commit();
                return new Written(held, created);
            } catch (SQLException | RuntimeException e) {
                rollback(connection);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("no rollback: the connection is gone");
        }
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

    private static void fail(List<Write> group, Exception cause) {
        group.forEach(write -> write.done().completeExceptionally(cause));
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
    }
}
