package org.opendatagov.orchestrator.adapter.postgres;

import java.util.concurrent.CompletableFuture;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunEnd;

/** A write that waits for its group. */
sealed interface Write {
    /** Completed after the commit, on the journal's threads. */
    CompletableFuture<?> done();

    record Create(NewRun run, CompletableFuture<Boolean> done) implements Write {}

    record Append(JournalEntry entry, CompletableFuture<Void> done) implements Write {}

    record End(RunEnd end, JournalEntry entry, CompletableFuture<Void> done) implements Write {}
}
