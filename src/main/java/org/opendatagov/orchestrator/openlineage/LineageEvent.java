package org.opendatagov.orchestrator.openlineage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An OpenLineage event that was read and is right.
 *
 * @param run of a run event
 * @param job of a run event and a job event
 * @param inputs what the job reads; of a dataset event none
 * @param outputs what the job writes; of a dataset event the dataset itself
 * @param body the whole event as JSON, secrets in addresses left out
 * @param digest the same for the same event, however its members are ordered
 */
public record LineageEvent(
        Kind kind,
        Instant time,
        Optional<EventRun> run,
        Optional<EventJob> job,
        List<EventDataset> inputs,
        List<EventDataset> outputs,
        String body,
        String digest) {
    /** The three kinds of events. */
    public enum Kind {
        RUN,
        JOB,
        DATASET;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LineageEvent {
        Objects.requireNonNull(kind, "kind");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
