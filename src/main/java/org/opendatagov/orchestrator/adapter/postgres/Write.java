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

    record Create(NewRun run, CompletableFuture<Boolean> done) implements Write {}

    /** @param command what the entry says came by this command, which is done with */
    record Append(JournalEntry entry, Optional<UUID> command, CompletableFuture<Void> done) implements Write {}

    record Change(RunChange change, JournalEntry entry, CompletableFuture<Void> done) implements Write {}
}
