package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.EngineSettings;
import org.opendatagov.orchestrator.engine.Journal;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunChange;
import org.springframework.stereotype.Component;

/**
 * Writes in groups, those of a run by one writer and so in order. While one writer waits for its commit the other one works; a third only
 * makes the groups smaller.
 */
@Component
class GroupedJournal implements Journal, AutoCloseable {
    private static final int WRITERS = 2;

    private final List<JournalWriter> writers = new ArrayList<>();

    GroupedJournal(DataSource database, Replica replica, EngineSettings settings, StoreAvailability availability) {
        for (int number = 0; number < WRITERS; number++) {
            OwnConnection connection = new OwnConnection(database, settings.lease());
            writers.add(new JournalWriter("journal-" + number, connection, replica, availability));
        }
    }

    private JournalWriter writer(Object key) {
        return writers.get(Math.floorMod(key.hashCode(), WRITERS));
    }

    /** Nothing is written of a run before it is there. By its idempotency key, for two writers with the same two keys would wait for each other. */
    @Override
    public CompletableFuture<Boolean> create(NewRun run) {
        return writer(run.idempotencyKey().<Object>map(key -> key).orElse(run.id()))
                .add(new Write.Create(run, new CompletableFuture<>()))
                .done();
    }

    @Override
    public CompletableFuture<Void> append(long epoch, JournalEntry entry) {
        return append(epoch, entry, Optional.empty());
    }

    @Override
    public CompletableFuture<Void> append(long epoch, JournalEntry entry, UUID command) {
        return append(epoch, entry, Optional.of(command));
    }

    private CompletableFuture<Void> append(long epoch, JournalEntry entry, Optional<UUID> command) {
        return writer(entry.run())
                .add(new Write.Append(epoch, entry, command, new CompletableFuture<>()))
                .done();
    }

    @Override
    public CompletableFuture<Void> change(long epoch, RunChange change, JournalEntry entry) {
        return writer(change.run())
                .add(new Write.Change(epoch, change, entry, new CompletableFuture<>()))
                .done();
    }

    @Override
    public void close() {
        writers.forEach(JournalWriter::close);
    }
}
