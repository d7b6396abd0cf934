package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertReport;

/** A recorded outcome in use: what is read of it is parsed once. Thread-safe. */
final class Settled {
    private final TaskOutcome outcome;
    private final List<Settled> items;
    private final String chain;
    private final Map<String, String> pins;
    private volatile @Nullable ExpertReport report;

    private Settled(TaskOutcome outcome, List<Settled> items, String chain, Map<String, String> pins) {
        this.outcome = outcome;
        this.items = List.copyOf(items);
        this.chain = chain;
        this.pins = pins;
    }

    static Settled of(TaskOutcome outcome, Collection<Settled> dependencies) {
        return of(outcome, List.of(), dependencies);
    }

    /** @param items those of a fan-out, in order; empty elsewhere */
    static Settled of(TaskOutcome outcome, List<Settled> items, Collection<Settled> dependencies) {
        StringBuilder identity = new StringBuilder(outcome.identity());
        items.forEach(item -> identity.append('/').append(item.outcome.identity()));
        dependencies.stream()
                .map(Settled::chain)
                .sorted()
                .forEach(before -> identity.append(',').append(before));
        return new Settled(
                outcome, items, JournalJson.hash(identity.toString()), pins(outcome.pins(), items, dependencies));
    }

    private static Map<String, String> pins(
            Map<String, String> own, List<Settled> items, Collection<Settled> dependencies) {
        if (own.isEmpty() && items.isEmpty() && dependencies.size() == 1) {
            return dependencies.iterator().next().pins;
        }
        Map<String, String> all = new TreeMap<>();
        dependencies.forEach(before -> before.pins.forEach(all::putIfAbsent));
        items.forEach(item -> item.pins.forEach(all::putIfAbsent));
        own.forEach(all::putIfAbsent);
        return Map.copyOf(all);
    }

    /** Whether there are some, and all were taken over from another run. */
    static boolean allCached(List<Settled> items) {
        return !items.isEmpty() && items.stream().allMatch(item -> item.outcome.cached());
    }

    /** Of a fan-out, split or loop, in order; empty elsewhere. */
    List<Settled> items() {
        return items;
    }

    TaskOutcome outcome() {
        return outcome;
    }

    TaskState status() {
        return outcome.status();
    }

    /** Identifies what the task and all its ancestors answered, whenever they did. */
    String chain() {
        return chain;
    }

    /** Fingerprints of the datasets that the task and its ancestors used, by location. */
    Map<String, String> pins() {
        return pins;
    }

    /** The report after its round trip through JSON: the same the first time as on replay. */
    Optional<ExpertReport> report() {
        String json = outcome.report();
        if (json == null) {
            return Optional.empty();
        }
        ExpertReport read = report;
        if (read == null) {
            read = JournalJson.read(json, ExpertReport.class);
            report = read;
        }
        return Optional.of(read);
    }

    /** What {@code tasks.<id>.result} is: an empty object where there is none. */
    Object result() {
        if (outcome.items() != null) {
            return items.stream().map(Settled::result).toList();
        }
        String value = outcome.value();
        if (value != null) {
            return JournalJson.readAny(value);
        }
        return report().<Object>map(ExpertReport::result).orElse(Map.of());
    }

    /** {@code tasks.<id>} in conditions and references. */
    Map<String, Object> described() {
        return Map.of("status", status().text(), "result", result());
    }
}
