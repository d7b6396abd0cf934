package org.opendatagov.orchestrator.trigger;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A workflow, or a definition, that is run at times of a calendar.
 *
 * @param workflow empty where there is a definition
 * @param createdBy who says so; may be empty
 * @param dueAt its next time; empty while it is paused
 * @param last what became of its last time
 */
public record Schedule(
        String id,
        String workflow,
        Optional<Map<String, Object>> definition,
        Map<String, Object> inputs,
        Map<String, String> labels,
        int priority,
        Cron cron,
        MissedRuns missed,
        String createdBy,
        Instant createdAt,
        Optional<Instant> dueAt,
        Optional<Last> last) {
    /**
     * One time of a schedule that passed.
     *
     * @param run what it started; empty where nothing was
     * @param problem why not; empty where it was
     */
    public record Last(Instant dueAt, Optional<UUID> run, String problem) {}

    public Schedule {
        definition = definition.map(given -> Collections.unmodifiableMap(new LinkedHashMap<>(given)));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        labels = Map.copyOf(labels);
    }

    public boolean paused() {
        return dueAt.isEmpty();
    }
}
