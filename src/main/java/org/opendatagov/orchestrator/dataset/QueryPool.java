package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * The platform threads that DuckDB works on: through JNI it would pin the carriers of virtual threads. A caller that is interrupted
 * cancels its query.
 */
@Component
class QueryPool implements AutoCloseable {
    private final ExecutorService threads;

    QueryPool(DuckDbSettings settings) {
        this.threads = Executors.newFixedThreadPool(
                settings.poolSize(),
                Thread.ofPlatform().name("duckdb-", 0).daemon().factory());
    }

    /** A connection's canceller; set once the connection is open. */
    static final class Cancellation implements Consumer<Connection> {
        private final AtomicReference<Statement> statement = new AtomicReference<>();
        private volatile boolean cancelled;

        @Override
        public void accept(Connection connection) {
            try {
                statement.set(connection.createStatement());
                if (cancelled) {
                    cancel();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void cancel() {
            cancelled = true;
            Statement open = statement.get();
            try {
                if (open != null) {
                    open.cancel();
                }
            } catch (SQLException e) {
                // The query has ended already.
            }
        }

        boolean cancelled() {
            return cancelled;
        }
    }

    <T> T run(Cancellation cancellation, Callable<T> work) {
        Future<T> result = threads.submit(work);
        try {
            return result.get();
        } catch (InterruptedException e) {
            cancellation.cancel();
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The query was cancelled.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrchestratorException known) {
                throw known;
            }
            throw new OrchestratorException(
                    ErrorCode.INTERNAL, "A query failed for a reason that it should not have.", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
