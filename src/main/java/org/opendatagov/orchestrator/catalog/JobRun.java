package org.opendatagov.orchestrator.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of a job, as events tell.
 *
 * @param state {@code START, RUNNING, COMPLETE, FAIL, ABORT, OTHER}
 * @param parent the run that started it
 * @param datasets what it read and wrote, with the facets of that
 */
public record JobRun(
        UUID id,
        String job,
        String state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Instant lastSeen,
        Optional<UUID> parent,
        Map<String, Object> facets,
        List<Access> datasets) {
    /** A dataset that the run read ({@code input}) or wrote ({@code output}). */
    public record Access(String dataset, String role, Map<String, Object> facets) {}

    public JobRun {
        datasets = List.copyOf(datasets);
    }

    /** How long it ran; absent while it runs, and where clocks disagree so much that it would have ended before its start. */
    public Optional<Duration> duration() {
        return startedAt
                .flatMap(start -> endedAt.map(end -> Duration.between(start, end)))
                .filter(time -> !time.isNegative());
    }
}
