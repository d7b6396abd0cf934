package org.opendatagov.orchestrator.engine;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Durable writes of this replica (port). Writes are grouped; a future completes after the commit. A write carries the epoch under which its
 * run was taken; where that is over the future fails with {@link LeaseLostException} and nothing was written. While the database is away,
 * writes wait.
 */
public interface Journal {
    /** Records a run with the first entry of its journal; false when its idempotency key already names one. */
    CompletableFuture<Boolean> create(NewRun run);

    CompletableFuture<Void> append(long epoch, JournalEntry entry);

    /** Appends what a command said; the command is done with. */
    CompletableFuture<Void> append(long epoch, JournalEntry entry, UUID command);

    /** Changes a run's state, with an entry of its journal. Where it ends, its pending commands go, and the run that waits for it is told. */
    CompletableFuture<Void> change(long epoch, RunChange change, JournalEntry entry);
}
