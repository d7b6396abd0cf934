package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs as they are stored (port). */
public interface RunStore {
    /** Takes waiting runs for this replica, most urgent and oldest first. */
    List<StoredRun> claim(int atMost);

    /** Leaves a run that was taken, and not begun, to whoever takes it next. */
    void giveBack(StoredRun run);

    Optional<StoredRun> find(UUID id);

    Optional<StoredRun> findByIdempotencyKey(String key);

    /** Newest first, one more than the limit where there are more. */
    List<StoredRun> list(RunFilter filter);

    /** Entries in order. */
    List<JournalEntry> journal(UUID run);

    /** Entries after the one with this number, in order. */
    List<JournalEntry> journal(UUID run, int after, int atMost);

    /** Runs that are sub-workflows of this one. */
    List<UUID> children(UUID run);

    Map<UUID, List<JournalEntry>> journals(Collection<UUID> runs);
}
