package org.opendatagov.orchestrator.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The datasets that a run's experts read and answered of. Thread-safe. */
final class ReadDatasets {
    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    void add(TaskOutcome outcome) {
        if (outcome.status() == TaskState.SUCCEEDED && outcome.report() != null) {
            fingerprints.putAll(outcome.pins());
        }
    }

    /** With what was recorded before: a run that stops on its way does not come by all of it again. */
    ReadDatasets with(RunHistory history) {
        history.outcomes().values().forEach(entry -> add(TaskRecords.outcome(entry)));
        return this;
    }

    /** By location. */
    Map<String, String> fingerprints() {
        return fingerprints;
    }
}
