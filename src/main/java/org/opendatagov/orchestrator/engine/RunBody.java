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
            run.futures().now(task.id()).ifPresent(settled -> tasks.put(task.id(), settled.described()));
        }
        return tasks;
    }

    @Override
    public String toString() {
        return "run " + run.id();
    }
}
