package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run that has ended, as told to {@link EndedRuns}.
 *
 * @param state one that is an end
 * @param reason how it failed; empty where it succeeded
 * @param datasets fingerprints of the datasets that its experts read, by location
 */
public record EndedRun(
        UUID id,
        String workflow,
        RunState state,
        String reason,
        Instant startedAt,
        Instant finishedAt,
        Map<String, String> datasets) {
    public EndedRun {
        datasets = Map.copyOf(datasets);
    }
}
