package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The journal of a dry run: it is forgotten with it. Thread-safe. */
final class DryJournal implements Journal {
    private final List<JournalEntry> entries = new ArrayList<>();

    @Override
    public CompletableFuture<Boolean> create(NewRun run) {
        throw new UnsupportedOperationException("a dry run makes no runs");
    }

    @Override
    public synchronized CompletableFuture<Void> append(long epoch, JournalEntry entry) {
        entries.add(entry);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> append(long epoch, JournalEntry entry, UUID command) {
        return append(epoch, entry);
    }

    @Override
    public CompletableFuture<Void> change(long epoch, RunChange change, JournalEntry entry) {
        return append(epoch, entry);
    }

    synchronized RunHistory history() {
        return RunHistory.of(List.copyOf(entries));
    }
}
