package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.workflow.PlanTask;

/**
 * A task that has no recorded outcome yet, on its way.
 *
 * @param inputs resolved
 * @param dependencies outcomes of what it depends on
 * @param pins fingerprints of the datasets that its inputs name
 */
record TaskCall(
        RunExecution run,
        PlanTask task,
        Scope scope,
        Place place,
        Map<String, Object> inputs,
        String inputHash,
        List<Settled> dependencies,
        Map<String, String> pins) {

    JournalEntry entry(EntryKind kind, int attempt, String payload, java.time.Instant at) {
        return run.entry(kind, place, attempt, inputHash, payload, at);
    }

    /** Fingerprints of all datasets that the run used on the way here. */
    Map<String, String> allPins() {
        Map<String, String> all = new java.util.TreeMap<>(pins);
        dependencies.forEach(before -> before.pins().forEach(all::putIfAbsent));
        return all;
    }
}
