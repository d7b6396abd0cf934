package org.opendatagov.orchestrator.engine;

import java.util.concurrent.CompletableFuture;

/**
 * Durable writes of this replica (port). Writes are grouped; a future completes after the commit. Where the replica's
 * lease is lost the future fails with {@link LeaseLostException} and nothing was written. While the database is away,
 * writes wait.
 */
public interface Journal {
    /** Records a run; false when its idempotency key already names one. */
    CompletableFuture<Boolean> create(NewRun run);

    CompletableFuture<Void> append(JournalEntry entry);

    /** Ends a run, with the last entry of its journal. */
    CompletableFuture<Void> end(RunEnd end, JournalEntry entry);
}
