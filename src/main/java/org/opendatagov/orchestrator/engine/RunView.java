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
 * @param reason why it waits or how it failed; empty otherwise
 * @param levels task ids by topological level, for people
 * @param costUsd what the run itself spent (models)
 */
public record RunView(
        UUID id,
        String workflow,
        int version,
        RunState status,
        boolean partial,
        String reason,
        Map<String, Object> inputs,
        List<List<String>> levels,
        List<TaskView> tasks,
        BigDecimal costUsd,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {
    public RunView {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        levels = List.copyOf(levels);
        tasks = List.copyOf(tasks);
    }
}
