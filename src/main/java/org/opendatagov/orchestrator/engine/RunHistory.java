package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a run's journal tells so far: where replay takes its answers from, and what views are made of. */
final class RunHistory {
    private final Map<Place, JournalEntry> outcomes = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> lists = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> firstAttempts = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> lastAttempts = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> retries = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> waits = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> decisions = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> children = new ConcurrentHashMap<>();
    private volatile boolean paused;
    private volatile boolean cancelRequested;
    private volatile int lastSeq;
    private volatile int generation;
    private volatile @Nullable Instant retriedAt;

    private RunHistory() {}

    static RunHistory of(List<JournalEntry> entries) {
        RunHistory history = new RunHistory();
        entries.forEach(history::add);
        return history;
    }

    /** Entries come in order. */
    void add(JournalEntry entry) {
        lastSeq = entry.seq();
        Place place = Place.of(entry);
        switch (entry.kind()) {
            case ATTEMPT -> attempt(place, entry);
            case RETRY -> retries.put(place, entry);
            case WAITING -> waits.put(place, entry);
            case ITEMS -> lists.put(place, entry);
            case DECISION -> decisions.put(place, entry);
            case CHILD_ENDED -> children.put(place, entry);
            case OUTCOME -> outcomes.put(place, entry);
            case PAUSED -> paused = true;
            case RESUMED -> paused = false;
            case CANCEL_REQUESTED -> cancelRequested = true;
            case RETRIED -> retried(entry);
            case RUN_ACCEPTED, RUN_WAITING, RUN_ENDED -> {}
        }
    }

    private void attempt(Place place, JournalEntry entry) {
        firstAttempts.putIfAbsent(place, entry);
        lastAttempts.put(place, entry);
    }

    private void retried(JournalEntry entry) {
        generation = entry.generation();
        retriedAt = entry.at();
        paused = false;
        cancelRequested = false;
        Set<String> cleared =
                new HashSet<>(JournalJson.read(entry.payload(), Retried.class).cleared());
        List.of(outcomes, lists, firstAttempts, lastAttempts, retries, waits, decisions, children)
                .forEach(map -> map.keySet().removeIf(place -> cleared.contains(place.task())));
    }

    /** The payload of {@code RETRIED}. */
    record Retried(String from, List<String> cleared) {}

    Map<Place, JournalEntry> outcomes() {
        return outcomes;
    }

    Optional<JournalEntry> outcome(Place place) {
        return Optional.ofNullable(outcomes.get(place));
    }

    Optional<JournalEntry> list(Place place) {
        return Optional.ofNullable(lists.get(place));
    }

    Optional<JournalEntry> firstAttempt(Place place) {
        return Optional.ofNullable(firstAttempts.get(place));
    }

    Optional<JournalEntry> lastAttempt(Place place) {
        return Optional.ofNullable(lastAttempts.get(place));
    }

    Optional<JournalEntry> retry(Place place) {
        return Optional.ofNullable(retries.get(place));
    }

    Optional<JournalEntry> waiting(Place place) {
        return Optional.ofNullable(waits.get(place));
    }

    Map<Place, JournalEntry> waits() {
        return waits;
    }

    Optional<JournalEntry> decision(Place place) {
        return Optional.ofNullable(decisions.get(place));
    }

    Optional<JournalEntry> childEnd(Place place) {
        return Optional.ofNullable(children.get(place));
    }

    boolean paused() {
        return paused;
    }

    boolean cancelRequested() {
        return cancelRequested;
    }

    /** When the run began to go on, after it had ended. */
    Optional<Instant> retriedAt() {
        return Optional.ofNullable(retriedAt);
    }

    int lastSeq() {
        return lastSeq;
    }

    int generation() {
        return generation;
    }
}
