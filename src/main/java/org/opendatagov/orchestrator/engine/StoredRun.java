package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A run's row. {@code inputs} is JSON text. */
public record StoredRun(
        UUID id,
        String workflow,
        int version,
        String inputs,
        RunState state,
        String reason,
        boolean partial,
        int generation,
        String idempotencyHash,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {}
