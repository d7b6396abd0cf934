package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunChange;

/** A write that waits for its group. */
sealed interface Write {
    /** Completed after the commit, on the journal's threads. */
    CompletableFuture<?> done();

    /** The one under which its run was taken. */
    long epoch();

    record Create(NewRun run, CompletableFuture<Boolean> done) implements Write {
        @Override
        public long epoch() {
            return run.epoch();
        }
    }

    /** @param command what the entry says came by this command, which is done with */
    record Append(long epoch, JournalEntry entry, Optional<UUID> command, CompletableFuture<Void> done)
            implements Write {}

    record Change(long epoch, RunChange change, JournalEntry entry, CompletableFuture<Void> done) implements Write {}
}
