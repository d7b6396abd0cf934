package org.opendatagov.orchestrator.forecast;

import java.util.List;
import java.util.Optional;

/**
 * What a run would probably cost and take.
 *
 * @param basedOn how many past runs of the workflow it rests on
 * @param costUsd of all tasks together, each at its low, expected and high
 * @param seconds of the longest way through the tasks, those without history left out; absent where none has any. Waiting for people, places,
 *     rates and budgets is not in it
 * @param criticalPath the tasks on that way, as expected
 * @param withoutHistory tasks whose time nobody knows yet
 * @param waitingForPeople approvals, whose time nobody can know
 */
public record Forecast(
        String workflow,
        int version,
        int basedOn,
        Range costUsd,
        Optional<Range> seconds,
        List<String> criticalPath,
        List<TaskForecast> tasks,
        List<String> withoutHistory,
        List<String> waitingForPeople) {
    public Forecast {
        criticalPath = List.copyOf(criticalPath);
        tasks = List.copyOf(tasks);
        withoutHistory = List.copyOf(withoutHistory);
        waitingForPeople = List.copyOf(waitingForPeople);
    }

    /**
     * Of a task.
     *
     * @param seconds absent where nobody knows
     * @param basedOn how many ends of it, or of its action elsewhere, the time rests on
     * @param costBasis {@code no_model}, {@code runs} of the workflow, {@code expert}: its tasks elsewhere, {@code prompt}: its size and the price
     */
    public record TaskForecast(
            String id,
            String expert,
            String action,
            Optional<Range> seconds,
            int basedOn,
            Range costUsd,
            String costBasis) {}
}
