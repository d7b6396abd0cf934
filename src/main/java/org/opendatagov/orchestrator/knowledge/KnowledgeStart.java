package org.opendatagov.orchestrator.knowledge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * What the first use of knowledge needs, once for a service: the starter documents, the index, the embedding model. It takes a second or some,
 * with many documents more, on a thread of its own, so that only those wait who want to. A failure is told to them, and the next one tries again.
 */
@Component
class KnowledgeStart implements AutoCloseable {
    private final StarterDocuments starters;
    private final IndexFollower follower;
    private final Embedder embedder;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("knowledge-start").daemon().factory());
    private CompletableFuture<Void> started = CompletableFuture.failedFuture(new IllegalStateException("not begun"));

    KnowledgeStart(StarterDocuments starters, IndexFollower follower, Embedder embedder) {
        this.starters = starters;
        this.follower = follower;
        this.embedder = embedder;
    }

    /** Begins, where it has not begun or has failed. */
    synchronized void begin() {
        if (started.isCompletedExceptionally()) {
            started = CompletableFuture.runAsync(this::start, thread);
        }
    }

    private synchronized CompletableFuture<Void> begun() {
        begin();
        return started;
    }

    private void start() {
        if (starters.ready()) {
            follower.follow();
        }
        embedder.load();
    }

    /** Waits until all is ready. */
    void await() {
        try {
            begun().join();
        } catch (CompletionException e) {
            throw failure(e);
        }
    }

    /** Waits so long at most; says whether all is ready. */
    boolean await(Duration most) {
        try {
            begun().get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
        }
    }

    private static OrchestratorException failure(Exception e) {
        return e.getCause() instanceof OrchestratorException known
                ? known
                : new OrchestratorException(ErrorCode.INTERNAL, "Knowledge could not be made ready.", e);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
