package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * The platform threads that DuckDB works on: through JNI it would pin the carriers of virtual threads. A caller that is interrupted
 * cancels its query and gets {@code unavailable}, its thread still marked as interrupted.
 */
@Component
class QueryPool implements AutoCloseable {
    private final ExecutorService threads;
    private final int size;

    QueryPool(DuckDbSettings settings) {
        this.size = settings.poolSize();
        this.threads = Executors.newFixedThreadPool(
                settings.poolSize(),
                Thread.ofPlatform().name("duckdb-", 0).daemon().factory());
    }

    /**
     * Ends the statements of a piece of work. DuckDB forgets a cancel that finds nothing running, so it is repeated until the work
     * has ended.
     */
    static final class Cancellation {
        private static final int AGAIN_MILLIS = 20;

        private final List<WatchedConnection> connections = new CopyOnWriteArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean cancelled;

        /** The same connection; cancels reach what runs on it from now on. */
        Connection watch(Connection connection) {
            WatchedConnection watched = new WatchedConnection(connection);
            connections.add(watched);
            return watched.watched();
        }

        void cancel() {
            if (!cancelled) {
                cancelled = true;
                Thread.ofVirtual().name("cancel-query").start(this::untilEnded);
            }
        }

        private void untilEnded() {
            try {
                do {
                    connections.forEach(WatchedConnection::cancel);
                } while (!ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        boolean cancelled() {
            return cancelled;
        }

        /** The work has ended, or will not begin: there is nothing to be cancelled any more. */
        void end() {
            ended.countDown();
        }

        boolean ended() {
            return ended.getCount() == 0;
        }
    }

    <T> T run(Cancellation cancellation, Callable<T> work) {
        Future<T> result = threads.submit(() -> started(cancellation, work));
        try {
            return result.get();
        } catch (InterruptedException e) {
            cancellation.cancel();
            Thread.currentThread().interrupt();
            throw cancelled();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrchestratorException known) {
                throw known;
            }
            throw new OrchestratorException(
                    ErrorCode.INTERNAL, "A query failed for a reason that it should not have.", e.getCause());
        }
    }

    private static <T> T started(Cancellation cancellation, Callable<T> work) throws Exception {
        try {
            if (cancellation.cancelled()) {
                throw cancelled();
            }
            return work.call();
        } finally {
            cancellation.end();
        }
    }

    /** Lets a piece of work spread over threads of this pool that have nothing else to do. */
    Helpers helpers(Cancellation cancellation) {
        return new Helpers(cancellation);
    }

    /** Work that several threads do together, each on a connection of its own. */
    @FunctionalInterface
    interface SharedWork {
        void run(Connection connection) throws SQLException;
    }

    /** A thread's part in shared work: whoever claims it first, the helper or the one that no longer needs it, decides. */
    private static final class Part {
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
    }

    final class Helpers {
        private final Cancellation cancellation;

        private Helpers(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        /** Returns when the work is done on this thread and on all that joined. */
        void run(Connection connection, SharedWork work) throws SQLException {
            List<Part> parts = new ArrayList<>();
            for (int helper = 1; helper < size; helper++) {
                Part part = new Part();
                parts.add(part);
                threads.execute(() -> help(connection, work, part));
            }
            try {
                work.run(connection);
            } finally {
                parts.forEach(Helpers::await);
            }
            for (Part part : parts) {
                rethrow(part);
            }
        }

        private void help(Connection connection, SharedWork work, Part part) {
            if (!part.claimed.compareAndSet(false, true)) {
                return;
            }
            try (Connection own =
                    cancellation.watch(connection.unwrap(DuckDBConnection.class).duplicate())) {
                work.run(own);
                part.end.complete(null);
            } catch (SQLException | RuntimeException | Error e) {
                part.end.completeExceptionally(e);
            }
        }

        private static void await(Part part) {
            if (part.claimed.compareAndSet(false, true)) {
                part.end.complete(null);
            }
            part.end.handle((nothing, failure) -> true).join();
        }

        private static void rethrow(Part part) throws SQLException {
            try {
                part.end.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof SQLException failed) {
                    throw failed;
                }
                throw e;
            }
        }
    }

    static OrchestratorException cancelled() {
        return new OrchestratorException(ErrorCode.UNAVAILABLE, "The query was cancelled.");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
