package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.BudgetAlert;

/** What a run's journal tells so far: where replay takes its answers from, and what views are made of. */
final class RunHistory {
    private final Map<Place, JournalEntry> outcomes = new ConcurrentHashMap<>();
    /** Outcomes that need not be read from their entries, by the entries' place in the journal. */
    private final Map<Integer, TaskOutcome> known = new ConcurrentHashMap<>();

    private final Map<Place, JournalEntry> lists = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> firstAttempts = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> lastAttempts = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> retries = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> waits = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> decisions = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> children = new ConcurrentHashMap<>();
    private final Map<Place, JournalEntry> held = new ConcurrentHashMap<>();
    private final List<RunAlert> alerts = new CopyOnWriteArrayList<>();
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
            case RETRY -> retry(place, entry);
            case HELD -> held.put(place, entry);
            case GOES_ON -> held.remove(place);
            case BUDGET_ALERT -> alert(entry);
            case WAITING -> waits.put(place, entry);
            case ITEMS -> lists.put(place, entry);
            case DECISION -> decisions.put(place, entry);
            case CHILD_ENDED -> children.put(place, entry);
            case OUTCOME -> outcome(place, entry);
            case PAUSED -> paused = true;
            case RESUMED -> paused = false;
            case CANCEL_REQUESTED -> cancelRequested = true;
            case RETRIED -> retried(entry);
            case RUN_ACCEPTED, RUN_WAITING, RUN_ENDED, TOOL_CALL, UNKNOWN -> {}
        }
    }

    private void alert(JournalEntry entry) {
        BudgetAlert alert = JournalJson.read(entry.payload(), BudgetAlert.class);
        alerts.add(new RunAlert(
                alert.scope(), alert.percent(), alert.spentUsd(), alert.capUsd(), entry.task(), entry.at()));
    }

    private void attempt(Place place, JournalEntry entry) {
        firstAttempts.putIfAbsent(place, entry);
        lastAttempts.put(place, entry);
        held.remove(place);
    }

    private void retry(Place place, JournalEntry entry) {
        retries.put(place, entry);
        held.remove(place);
    }

    private void outcome(Place place, JournalEntry entry) {
        outcomes.put(place, entry);
        held.remove(place);
    }

    private void retried(JournalEntry entry) {
        generation = entry.generation();
        retriedAt = entry.at();
        paused = false;
        cancelRequested = false;
        Set<String> cleared =
                new HashSet<>(JournalJson.read(entry.payload(), Retried.class).cleared());
        List.of(outcomes, lists, firstAttempts, lastAttempts, retries, waits, held, decisions, children)
                .forEach(map -> map.keySet().removeIf(place -> cleared.contains(place.task())));
        // What nobody answered is asked again: whom it was asked of, a sub-workflow's run or a person, may not hear of
        // it any more.
        waits.keySet()
                .removeIf(place -> Stream.of(outcomes, decisions, children).noneMatch(map -> map.containsKey(place)));
    }

    /** The payload of {@code RETRIED}. */
    record Retried(String from, List<String> cleared) {}

    Map<Place, JournalEntry> outcomes() {
        return outcomes;
    }

    Optional<JournalEntry> outcome(Place place) {
        return Optional.ofNullable(outcomes.get(place));
    }

    /** What was recorded of a place that has ended. */
    Optional<TaskOutcome> ended(Place place) {
        return outcome(place)
                .map(entry -> Optional.ofNullable(known.get(entry.seq())).orElseGet(() -> TaskRecords.outcome(entry)));
    }

    void know(Map<Integer, TaskOutcome> outcomes) {
        known.putAll(outcomes);
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

    /** Why it waits within the service. */
    Optional<JournalEntry> held(Place place) {
        return Optional.ofNullable(held.get(place));
    }

    /** Budgets that passed a threshold by what the run spent, in order. */
    List<RunAlert> alerts() {
        return List.copyOf(alerts);
    }

    /** Items of a fan-out, split or loop that have begun and not ended, by key. */
    List<Place> openItems(String task) {
        return Stream.of(lastAttempts, waits)
                .flatMap(begun -> begun.keySet().stream())
                .filter(place -> place.task().equals(task) && !place.key().isEmpty() && !outcomes.containsKey(place))
                .distinct()
                .sorted(Comparator.comparing(Place::key))
                .toList();
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
