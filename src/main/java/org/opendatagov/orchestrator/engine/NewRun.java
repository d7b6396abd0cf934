package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run to be recorded.
 *
 * @param version 0 for an ad-hoc definition
 * @param inputs JSON text
 * @param definition JSON text of an ad-hoc definition
 * @param labels JSON text
 * @param parent the run and place that it is a sub-workflow of
 * @param forkOf the run whose outcomes count where their inputs did not change
 * @param epoch the replica's when the run was asked for
 * @param startHere whether this replica takes it at once; else it waits in the queue
 */
public record NewRun(
        UUID id,
        String workflow,
        int version,
        String inputs,
        Optional<String> definition,
        String labels,
        int priority,
        Requester requester,
        Optional<Parent> parent,
        Optional<UUID> forkOf,
        Optional<String> idempotencyKey,
        String idempotencyHash,
        boolean startHere,
        long epoch,
        Instant createdAt) {
    /** Where a sub-workflow belongs. */
    public record Parent(UUID run, String task, String key) {}
}
