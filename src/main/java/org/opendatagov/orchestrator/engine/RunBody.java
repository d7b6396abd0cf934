package org.opendatagov.orchestrator.engine;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** The body of a workflow's exchange: an unmodifiable view of the run, {@code inputs} and {@code tasks}, as recorded so far. */
final class RunBody extends AbstractMap<String, Object> {
    private final RunExecution run;

    RunBody(RunExecution run) {
        this.run = run;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return Map.<String, Object>of("inputs", run.inputs(), "tasks", tasks()).entrySet();
    }

    private Map<String, Object> tasks() {
        Map<String, Object> tasks = new LinkedHashMap<>();
        for (PlanTask task : run.plan().tasks()) {
            run.outcome(task.id()).ifPresent(outcome -> tasks.put(task.id(), describe(outcome)));
        }
        return tasks;
    }

    private static Map<String, Object> describe(TaskOutcome outcome) {
        return Map.of(
                "status",
                outcome.status().text(),
                "result",
                outcome.expertReport().map(report -> report.result()).orElse(Map.of()));
    }

    @Override
    public String toString() {
        return "run " + run.id();
    }
}
