package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was written for a run while it went on here, for who waits for its end; of a large run nothing is kept. Thread-safe. */
final class WrittenEntries {
    /** Of all payloads together: a run that wrote more is read from the store. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<Integer, TaskOutcome> outcomes = new HashMap<>();
    private long characters;

    synchronized void add(JournalEntry entry) {
        characters += entry.payload().length();
        if (characters <= MOST_CHARACTERS) {
            entries.add(entry);
        } else {
            entries.clear();
            outcomes.clear();
        }
    }

    /** What an entry that was added says. */
    synchronized void know(JournalEntry entry, TaskOutcome outcome) {
        if (characters <= MOST_CHARACTERS) {
            outcomes.put(entry.seq(), outcome);
        }
    }

    /** What was there before, with this behind it; empty where it was not kept. The history is changed: nothing may go by it any more. */
    synchronized Optional<RunHistory> on(RunHistory before) {
        if (characters > MOST_CHARACTERS) {
            return Optional.empty();
        }
        entries.stream().sorted(Comparator.comparingInt(JournalEntry::seq)).forEach(before::add);
        before.know(outcomes);
        return Optional.of(before);
    }
}
