package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * A task of a run as clients see it.
 *
 * @param expert empty where the task is no expert's
 * @param costUsd what it spent on models
 * @param waitingFor why it does not run yet; empty when it does
 */
public record TaskView(
        String id,
        String expert,
        String action,
        TaskState status,
        int attempts,
        boolean cached,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        BigDecimal costUsd,
        String waitingFor,
        String summary,
        Optional<Problem> error) {}
