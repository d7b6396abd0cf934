package org.opendatagov.orchestrator.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/** What a run's tasks answered, as recorded. */
@Component
class RunResults {
    private final RunStore store;
    private final RunPlans plans;

    RunResults(RunStore store, RunPlans plans) {
        this.store = store;
        this.plans = plans;
    }

    /** Results by task id, of those that succeeded. */
    Map<String, Object> of(StoredRun run) {
        Map<String, Object> results = new LinkedHashMap<>();
        settled(run, RunHistory.of(store.journal(run.id()))).forEach((task, settled) -> {
            if (settled.status() == TaskState.SUCCEEDED) {
                results.put(task, settled.result());
            }
        });
        return results;
    }

    /** Outcomes by task id, in the plan's order; of a fan-out, split or loop with its items. */
    Map<String, Settled> settled(StoredRun run, RunHistory history) {
        Map<String, TreeMap<String, Settled>> items = new LinkedHashMap<>();
        Map<String, TaskOutcome> outcomes = new LinkedHashMap<>();
        history.outcomes().forEach((place, entry) -> {
            TaskOutcome outcome = TaskRecords.outcome(entry);
            if (place.key().isEmpty()) {
                outcomes.put(place.task(), outcome);
            } else {
                items.computeIfAbsent(place.task(), task -> new TreeMap<>(RunResults::byNumber))
                        .put(place.key(), Settled.of(outcome, List.of()));
            }
        });
        Map<String, Settled> settled = new LinkedHashMap<>();
        for (PlanTask task : plans.shown(run).tasks()) {
            TaskOutcome outcome = outcomes.get(task.id());
            if (outcome != null) {
                List<Settled> ordered = outcome.items() == null
                        ? List.of()
                        : List.copyOf(
                                items.getOrDefault(task.id(), new TreeMap<>()).values());
                settled.put(task.id(), Settled.of(outcome, ordered, List.of()));
            }
        }
        return settled;
    }

    private static int byNumber(String first, String second) {
        return first.length() == second.length() ? first.compareTo(second) : first.length() - second.length();
    }
}
