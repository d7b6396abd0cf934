package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that a run is told; it stays until the run's owner has journaled it.
 *
 * @param body JSON object
 * @param by who says so; empty for the engine itself
 */
public record Command(UUID id, UUID run, CommandKind kind, String body, String by, Instant at) {}
