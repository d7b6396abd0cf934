package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.workflow.Plan;
import org.springframework.stereotype.Component;

/** Makes of a run's row, plan, journal and costs what clients see. */
@Component
class RunViews {
    private final RunPlans plans;
    private final TaskExperts experts;
    private final RunCosts costs;

    RunViews(RunPlans plans, TaskExperts experts, RunCosts costs) {
        this.plans = plans;
        this.experts = experts;
        this.costs = costs;
    }

    /** What runs spent, by run and task. */
    Map<UUID, Map<String, TaskCost>> costs(Collection<UUID> runs) {
        return costs.of(runs);
    }

    RunView view(StoredRun run, RunHistory history) {
        return view(run, history, costs(List.of(run.id())).getOrDefault(run.id(), Map.of()));
    }

    RunView view(StoredRun run, RunHistory history, Map<String, TaskCost> spent) {
        Plan plan = plans.shown(run);
        TaskViews tasks = new TaskViews(run, history, experts, spent);
        List<TaskView> views = plan.tasks().stream().map(tasks::view).toList();
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
                known(run.requester().user()),
                known(run.requester().tenant()),
                run.parentRun(),
                run.forkOf(),
                run.forkOf().map(source -> saving(history)),
                plan.levels(),
                views,
                RunCosts.total(spent),
                history.alerts(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }

    private static Optional<String> known(String name) {
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static Saving saving(RunHistory history) {
        List<TaskOutcome> taken = history.outcomes().values().stream()
                .map(TaskRecords::outcome)
                .filter(outcome -> outcome.cached() && outcome.items() == null)
                .toList();
        return new Saving(
                taken.size(), taken.stream().mapToLong(TaskOutcome::savedMillis).sum() / 1_000.0);
    }
}
