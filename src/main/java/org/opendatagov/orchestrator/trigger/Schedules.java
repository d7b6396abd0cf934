package org.opendatagov.orchestrator.trigger;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Makes, shows and pauses schedules. One that is not there is {@code not_found}. */
@Component
public class Schedules {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private final ScheduleStore store;
    private final Runs runs;
    private final Clock clock;

    Schedules(ScheduleStore store, Runs runs, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * A wish for a schedule.
     *
     * @param request what is run; its idempotency key is not used
     * @param missed see {@link MissedRuns}
     */
    public record Wish(
            String id, RunRequest request, String cron, String timeZone, String missed, boolean paused, String by) {}

    /**
     * Makes a schedule. What it runs is checked as a run is, but that its data need not be there yet.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem; {@code conflict} where the id is taken
     */
    public Schedule create(Wish wish) {
        List<Problem> problems = problems(wish);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        Schedule schedule = schedule(wish);
        if (!store.create(schedule)) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "There is a schedule '" + wish.id() + "' already; take another id, or delete it first.");
        }
        return schedule;
    }

    /** All that is wrong with a wish. */
    public List<Problem> problems(Wish wish) {
        List<Problem> problems = new ArrayList<>();
        if (!ID.matcher(wish.id()).matches()) {
            problems.add(new Problem(
                    "bad_id",
                    "/id",
                    "An id begins with a small letter and holds small letters, digits, '_' and '-', at most 63."));
        }
        problems.addAll(Cron.problems(wish.cron(), wish.timeZone()));
        if (MissedRuns.of(wish.missed()).isEmpty()) {
            problems.add(
                    new Problem("unknown_policy", "/missed", "'missed' must be one of " + MissedRuns.names() + "."));
        }
        problems.addAll(requested(wish.request()));
        return problems;
    }

    private List<Problem> requested(RunRequest request) {
        try {
            runs.check(request);
            return runs.notKept(request);
        } catch (OrchestratorException e) {
            return e.problems().stream()
                    .filter(problem -> !problem.code().equals(ErrorCode.DATASET_NOT_FOUND.text()))
                    .toList();
        }
    }

    private Schedule schedule(Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Cron cron = new Cron(wish.cron().strip(), ZoneId.of(wish.timeZone()));
        RunRequest request = wish.request();
        return new Schedule(
                wish.id(),
                request.workflow(),
                request.definition(),
                request.inputs(),
                request.labels(),
                request.priority(),
                cron,
                MissedRuns.of(wish.missed()).orElseThrow(),
                wish.by(),
                now,
                wish.paused() ? Optional.empty() : cron.after(now),
                Optional.empty());
    }

    /** By id. */
    public List<Schedule> list() {
        return store.all();
    }

    public Schedule find(String id) {
        return store.find(id).orElseThrow(Schedules::missing);
    }

    /** From now on nothing is due; what it started goes on. */
    public Schedule pause(String id) {
        return due(id, Optional.empty());
    }

    /** Goes on with the next time from now; those that passed meanwhile were not missed. */
    public Schedule resume(String id) {
        Schedule schedule = find(id);
        return schedule.paused() ? due(id, schedule.cron().after(clock.instant())) : schedule;
    }

    private Schedule due(String id, Optional<Instant> next) {
        if (!store.due(id, next)) {
            throw missing();
        }
        return find(id);
    }

    /** What it started goes on. */
    public void delete(String id) {
        if (!store.remove(id)) {
            throw missing();
        }
    }

    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no schedule with this id; GET /api/v1/schedules lists those there are.");
    }
}
