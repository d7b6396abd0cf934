package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as clients see it.
 *
 * @param version 0 for an ad-hoc definition
 * @param reason why it waits or how it failed; empty otherwise
 * @param user who asked for it, where that is known
 * @param parentRun the run that it is a sub-workflow of
 * @param forkOf the run whose outcomes it took over where their inputs did not change
 * @param saving of a fork: what it did not have to do again so far
 * @param levels task ids by topological level, for people
 * @param costUsd what the run itself spent (models)
 * @param budgetAlerts budgets that passed a threshold by what it spent, in order
 */
public record RunView(
        UUID id,
        String workflow,
        int version,
        RunState status,
        boolean partial,
        String reason,
        Map<String, Object> inputs,
        Map<String, String> labels,
        int priority,
        Optional<String> user,
        Optional<String> tenant,
        Optional<UUID> parentRun,
        Optional<UUID> forkOf,
        Optional<Saving> saving,
        List<List<String>> levels,
        List<TaskView> tasks,
        BigDecimal costUsd,
        List<RunAlert> budgetAlerts,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {
    public RunView {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        labels = Map.copyOf(labels);
        levels = List.copyOf(levels);
        tasks = List.copyOf(tasks);
        budgetAlerts = List.copyOf(budgetAlerts);
    }
}
