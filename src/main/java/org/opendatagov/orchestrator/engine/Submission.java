package org.opendatagov.orchestrator.engine;

import java.util.UUID;

/** The run that answers a request; not created when an idempotency key named an earlier one. */
public record Submission(UUID runId, boolean created) {}
