package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.engine.DryEngine.DryOutcome;
import org.opendatagov.orchestrator.engine.DryRun.Task;
import org.opendatagov.orchestrator.engine.DryRun.Verdict;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/**
 * Tells task by task what differs.
 *
 * @param before the recorded run's plan
 * @param recorded states of its tasks
 * @param then how the record answered on that plan
 * @param now how it answered on the other one
 */
record DryRunTasks(Plan before, Map<String, TaskState> recorded, DryWork then, DryOutcome now) {
    List<Task> of(Plan after) {
        List<Task> tasks = new ArrayList<>();
        after.tasks().forEach(task -> tasks.add(task(task.id())));
        before.tasks().stream()
                .map(PlanTask::id)
                .filter(id -> after.task(id).isEmpty())
                .map(id -> new Task(id, Verdict.REMOVED, state(id), Optional.empty(), Set.of(), Optional.empty()))
                .forEach(tasks::add);
        return tasks;
    }

    private Optional<TaskState> state(String id) {
        return Optional.ofNullable(recorded.get(id));
    }

    private Task task(String id) {
        return new Task(
                id,
                verdict(id),
                state(id),
                Optional.ofNullable(now.states().get(id)),
                now.work().changed().getOrDefault(id, Set.of()),
                Optional.ofNullable(now.work().recordedAs().get(id)));
    }

    private Verdict verdict(String id) {
        boolean known = before.task(id).isPresent();
        if (now.work().unanswered().contains(id)) {
            // The run did not get that far either: that is no difference.
            return then.unanswered().contains(id) ? Verdict.SAME : Verdict.NEW;
        }
        if (now.work().changed().containsKey(id)) {
            return Verdict.OTHER_INPUTS;
        }
        Optional<TaskState> state = Optional.ofNullable(now.states().get(id));
        if (state.isEmpty()) {
            return known && state(id).isEmpty() ? Verdict.SAME : Verdict.UNKNOWN;
        }
        return state.equals(state(id)) || !known ? Verdict.SAME : Verdict.OTHER_STATE;
    }
}
