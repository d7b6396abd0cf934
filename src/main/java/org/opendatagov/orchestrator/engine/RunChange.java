package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run's new state. Any but {@code running} gives the run back: no replica owns it then.
 *
 * @param wakeAt when a waiting run is taken up by itself
 */
public record RunChange(
        UUID run,
        RunState state,
        String reason,
        boolean partial,
        int generation,
        Optional<Instant> wakeAt,
        Instant at) {}
