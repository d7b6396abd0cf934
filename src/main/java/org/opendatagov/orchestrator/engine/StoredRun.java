package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run's row.
 *
 * @param version 0 for an ad-hoc definition
 * @param inputs JSON text
 * @param definition JSON text of an ad-hoc definition
 * @param labels JSON text
 * @param epoch the owner's when it took the run; 0 where nobody did
 */
public record StoredRun(
        UUID id,
        String workflow,
        int version,
        String inputs,
        Optional<String> definition,
        String labels,
        int priority,
        Requester requester,
        RunState state,
        String reason,
        boolean partial,
        int generation,
        Optional<UUID> parentRun,
        Optional<UUID> forkOf,
        String idempotencyHash,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        long epoch) {
    /** The row when the change is written. */
    StoredRun with(RunChange change) {
        return new StoredRun(
                id,
                workflow,
                version,
                inputs,
                definition,
                labels,
                priority,
                requester,
                change.state(),
                change.reason(),
                change.partial(),
                change.generation(),
                parentRun,
                forkOf,
                idempotencyHash,
                createdAt,
                startedAt,
                change.state().ended() ? Optional.of(change.at()) : Optional.empty(),
                0);
    }
}
