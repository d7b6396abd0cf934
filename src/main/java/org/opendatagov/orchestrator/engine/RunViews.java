package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** Makes of a run's row, plan and journal what clients see. */
final class RunViews {
    private final StoredRun run;
    private final Plan plan;
    private final RunHistory history;

    private RunViews(StoredRun run, Plan plan, RunHistory history) {
        this.run = run;
        this.plan = plan;
        this.history = history;
    }

    static RunView view(StoredRun run, Plan plan, RunHistory history) {
        return new RunViews(run, plan, history).view();
    }

    private RunView view() {
        List<TaskView> tasks = plan.tasks().stream().map(this::task).toList();
        return new RunView(
                run.id(),
                run.workflow(),
                run.version(),
                run.state(),
                run.partial(),
                run.reason(),
                JournalJson.readMap(run.inputs()),
                JournalJson.readLabels(run.labels()),
                run.priority(),
                run.parentRun(),
                run.forkOf(),
                plan.levels(),
                tasks,
                BigDecimal.ZERO,
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }

    private TaskView task(PlanTask task) {
        Place place = Place.of(task.id());
        return history.outcome(place)
                .map(entry -> ended(task, TaskRecords.outcome(entry)))
                .orElseGet(() -> open(task, place));
    }

    private TaskView open(PlanTask task, Place place) {
        Optional<JournalEntry> attempt = history.lastAttempt(place);
        TaskState state = state(place, attempt.isPresent());
        return new TaskView(
                task.id(),
                task.expert(),
                task.action(),
                state,
                attempt.map(JournalEntry::attempt).orElse(0),
                false,
                history.firstAttempt(place).or(() -> history.waiting(place)).map(JournalEntry::at),
                Optional.empty(),
                waitingFor(task, place, state),
                "",
                Optional.empty());
    }

    private TaskState state(Place place, boolean started) {
        if (run.state().ended()) {
            return TaskState.CANCELLED;
        }
        if (history.waiting(place).isPresent() || resting(place)) {
            return TaskState.WAITING;
        }
        return started ? TaskState.RUNNING : TaskState.PENDING;
    }

    /** Its last attempt failed and the next has not begun. */
    private boolean resting(Place place) {
        int tried = history.lastAttempt(place).map(JournalEntry::attempt).orElse(0);
        return history.retry(place).filter(retry -> retry.attempt() == tried).isPresent();
    }

    private String waitingFor(PlanTask task, Place place, TaskState state) {
        return switch (state) {
            case WAITING ->
                history.waiting(place)
                        .map(entry -> String.valueOf(
                                JournalJson.readMap(entry.payload()).get("reason")))
                        .orElse("backoff");
            case PENDING -> dependencies(task);
            case RUNNING, SUCCEEDED, FAILED, SKIPPED, CANCELLED -> "";
        };
    }

    private String dependencies(PlanTask task) {
        List<String> open = task.dependsOn().stream()
                .filter(dependency -> history.outcome(Place.of(dependency)).isEmpty())
                .toList();
        if (!open.isEmpty()) {
            return "dependency: " + String.join(", ", open);
        }
        return run.state() == RunState.WAITING ? run.reason() : "";
    }

    private static TaskView ended(PlanTask task, TaskOutcome outcome) {
        boolean tried = outcome.attempts() > 0;
        Optional<Instant> started = tried ? Optional.of(outcome.startedAt()) : Optional.empty();
        return new TaskView(
                task.id(),
                task.expert(),
                task.action(),
                outcome.status(),
                outcome.attempts(),
                outcome.cached(),
                started,
                Optional.of(outcome.finishedAt()),
                "",
                summary(outcome),
                Optional.ofNullable(outcome.error()));
    }

    private static String summary(TaskOutcome outcome) {
        Problem error = outcome.error();
        return error == null ? outcome.summary() : error.message();
    }
}
