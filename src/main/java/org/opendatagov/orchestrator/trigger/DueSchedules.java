package org.opendatagov.orchestrator.trigger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.trigger.Schedule.Last;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts what is due. The run's idempotency key names schedule and time, so that a time has one run, whoever looks at it and however often.
 */
@Component
public class DueSchedules {
    /** The label by which the runs of a schedule are found. */
    static final String LABEL = "schedule";

    /** A time that is further behind was missed; less is the delay of looking. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(DueSchedules.class);

    /** No client's key begins so: theirs are printable ASCII. */
    private static final String KEY = "§schedule:";

    private final ScheduleStore store;
    private final Runs runs;
    private final Clock clock;

    DueSchedules(ScheduleStore store, Runs runs, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Looks at a schedule.
     *
     * @return when it is to be looked at next; empty where it is gone or paused
     * @throws OrchestratorException where what is needed is down; it is to be looked at again soon
     */
    public Optional<Instant> look(String id) {
        Optional<Schedule> schedule = store.find(id);
        Optional<Instant> due = schedule.flatMap(Schedule::dueAt);
        if (due.isEmpty() || clock.instant().isBefore(due.get())) {
            return due;
        }
        passed(schedule.get(), due.get(), clock.instant());
        return store.find(id).flatMap(Schedule::dueAt);
    }

    private void passed(Schedule schedule, Instant due, Instant now) {
        boolean late = due.plus(GRACE).isBefore(now);
        boolean skipped = late && schedule.missed() == MissedRuns.SKIP;
        Instant last = late && schedule.missed() != MissedRuns.ALL ? now : due;
        Last outcome = skipped
                ? new Last(due, Optional.empty(), "It was missed: nothing ran at its time.")
                : started(schedule, due);
        if (!outcome.problem().isEmpty()) {
            LOG.warn("Schedule '{}' of {} started nothing: {}", schedule.id(), due, outcome.problem());
        }
        store.passed(schedule.id(), due, schedule.cron().after(last), outcome);
    }

    private Last started(Schedule schedule, Instant due) {
        Map<String, String> labels = new HashMap<>(schedule.labels());
        labels.put(LABEL, schedule.id());
        RunRequest request = new RunRequest(
                schedule.workflow(),
                schedule.definition(),
                schedule.inputs(),
                labels,
                schedule.priority(),
                // The time of its making: a schedule that took another's id has runs of its own.
                Optional.of(KEY + schedule.id() + ":" + schedule.createdAt() + ":" + due),
                new Requester(schedule.createdBy(), ""));
        try {
            return new Last(due, Optional.of(runs.submit(request).runId()), "");
        } catch (OrchestratorException e) {
            if (e.code().retryable()) {
                throw e;
            }
            return new Last(due, Optional.empty(), e.text());
        }
    }
}
