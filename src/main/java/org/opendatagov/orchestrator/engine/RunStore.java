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

    /** As {@link #claim}, of those alone that were told something, such as to end. */
    List<StoredRun> claimTold(int atMost);

    /** Leaves a run that was taken under this epoch to whoever takes it next. */
    void giveBack(UUID run, long epoch);

    /** Runs that belong to this replica by its lease of this epoch. */
    List<UUID> owned(long epoch);

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

    /** Open runs that are not paused and of which a task was held for a reason that begins so. */
    List<UUID> held(String reason);

    Map<UUID, List<JournalEntry>> journals(Collection<UUID> runs);
}
