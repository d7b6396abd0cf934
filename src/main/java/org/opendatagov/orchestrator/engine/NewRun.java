package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run to be recorded.
 *
 * @param inputs JSON text
 * @param startHere whether this replica takes it at once; else it waits in the queue
 */
public record NewRun(
        UUID id,
        String workflow,
        int version,
        String inputs,
        Optional<String> idempotencyKey,
        String idempotencyHash,
        boolean startHere,
        Instant createdAt) {}
