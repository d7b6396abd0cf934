package org.opendatagov.orchestrator.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.trigger.MissedRuns;
import org.opendatagov.orchestrator.trigger.Schedule;

/** A schedule as clients see it. */
record ScheduleView(
        String id,
        Optional<String> workflow,
        Optional<Map<String, Object>> definition,
        Map<String, Object> inputs,
        Map<String, String> labels,
        int priority,
        String cron,
        String timeZone,
        MissedRuns missed,
        boolean paused,
        String createdBy,
        Instant createdAt,
        Optional<Instant> dueAt,
        Optional<Instant> lastDueAt,
        Optional<UUID> lastRun,
        String lastProblem) {
    static ScheduleView of(Schedule schedule) {
        return new ScheduleView(
                schedule.id(),
                Optional.of(schedule.workflow()).filter(workflow -> !workflow.isEmpty()),
                schedule.definition(),
                schedule.inputs(),
                schedule.labels(),
                schedule.priority(),
                schedule.cron().expression(),
                schedule.cron().zone().getId(),
                schedule.missed(),
                schedule.paused(),
                schedule.createdBy(),
                schedule.createdAt(),
                schedule.dueAt(),
                schedule.last().map(Schedule.Last::dueAt),
                schedule.last().flatMap(Schedule.Last::run),
                schedule.last().map(Schedule.Last::problem).orElse(""));
    }
}
