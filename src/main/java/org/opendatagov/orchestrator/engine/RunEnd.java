package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.UUID;

/** How a run ended. */
public record RunEnd(UUID run, RunState state, String reason, boolean partial, Instant at) {}
