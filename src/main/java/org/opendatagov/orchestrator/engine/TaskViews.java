package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** Makes of a run's journal what clients see of its tasks. */
final class TaskViews {
    private final StoredRun run;
    private final RunHistory history;
    private final TaskExperts experts;
    private final Map<String, TaskCost> costs;

    TaskViews(StoredRun run, RunHistory history, TaskExperts experts, Map<String, TaskCost> costs) {
        this.run = run;
        this.history = history;
        this.experts = experts;
        this.costs = costs;
    }

    TaskView view(PlanTask task) {
        Place place = Place.of(task.id());
        return history.ended(place).map(outcome -> ended(task, outcome)).orElseGet(() -> open(task, place));
    }

    private TaskView open(PlanTask task, Place place) {
        List<Place> places = places(task, place);
        Optional<JournalEntry> attempt = places.stream()
                .flatMap(each -> history.lastAttempt(each).stream())
                .max((one, other) -> Integer.compare(one.attempt(), other.attempt()));
        Optional<JournalEntry> begun = places.stream()
                .flatMap(each -> history.firstAttempt(each).or(() -> history.waiting(each)).stream())
                .min((one, other) -> one.at().compareTo(other.at()));
        String waits = run.state().ended() ? "" : waits(places);
        TaskState state = state(begun.isPresent(), waits);
        return new TaskView(
                task.id(),
                experts.of(task),
                task.action(),
                state,
                attempt.map(JournalEntry::attempt).orElse(0),
                false,
                begun.map(JournalEntry::at),
                Optional.empty(),
                cost(task),
                state == TaskState.PENDING ? dependencies(task) : waits,
                "",
                Optional.empty());
    }

    /** Of a fan-out, split or loop the items that have begun and not ended. */
    private List<Place> places(PlanTask task, Place place) {
        return task.forEach().isPresent() || task.group().isPresent() ? history.openItems(task.id()) : List.of(place);
    }

    private TaskState state(boolean begun, String waits) {
        if (run.state().ended()) {
            return TaskState.CANCELLED;
        }
        if (!begun) {
            return TaskState.PENDING;
        }
        return waits.isEmpty() ? TaskState.RUNNING : TaskState.WAITING;
    }

    /** Empty where one of the places does not wait; of items with their keys, such as {@code approval [0, 2]}. */
    private String waits(List<Place> places) {
        Map<String, List<String>> keys = new TreeMap<>();
        for (Place place : places) {
            Optional<String> reason = reason(place);
            if (reason.isEmpty()) {
                return "";
            }
            keys.computeIfAbsent(reason.get(), each -> new ArrayList<>()).add(place.key());
        }
        return String.join("; ", keys.entrySet().stream().map(TaskViews::told).toList());
    }

    private static String told(Map.Entry<String, List<String>> reason) {
        boolean whole = reason.getValue().equals(List.of(""));
        return reason.getKey() + (whole ? "" : " " + reason.getValue());
    }

    private Optional<String> reason(Place place) {
        return history.waiting(place)
                .or(() -> history.held(place))
                .map(entry ->
                        String.valueOf(JournalJson.readMap(entry.payload()).get("reason")))
                .or(() -> resting(place) ? Optional.of("backoff") : Optional.empty());
    }

    /** Its last attempt failed and the next has not begun. */
    private boolean resting(Place place) {
        int tried = history.lastAttempt(place).map(JournalEntry::attempt).orElse(0);
        return history.retry(place).filter(retry -> retry.attempt() == tried).isPresent();
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

    private TaskView ended(PlanTask task, TaskOutcome outcome) {
        boolean tried = outcome.attempts() > 0;
        return new TaskView(
                task.id(),
                experts.of(task),
                task.action(),
                outcome.status(),
                outcome.attempts(),
                outcome.cached(),
                tried ? Optional.of(outcome.startedAt()) : Optional.empty(),
                Optional.of(outcome.finishedAt()),
                cost(task),
                "",
                summary(outcome),
                Optional.ofNullable(outcome.error()));
    }

    private BigDecimal cost(PlanTask task) {
        return costs.getOrDefault(task.id(), TaskCost.NONE).usd();
    }

    private static String summary(TaskOutcome outcome) {
        Problem error = outcome.error();
        return error == null ? outcome.summary() : error.message();
    }
}
