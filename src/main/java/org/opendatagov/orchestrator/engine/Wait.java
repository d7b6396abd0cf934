package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a branch does not go on for now.
 *
 * @param until when it is looked after by itself; empty: a command tells
 */
record Wait(String reason, Optional<Instant> until) {}
