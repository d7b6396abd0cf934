package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.stereotype.Component;

/** The first steps of the route {@code engine-task}: every task of every run passes through them. */
@Component("taskPipeline")
class TaskPipeline {
    static final String RUN = "OrchestratorRun";
    static final String TASK = "OrchestratorTask";
    static final String CALL = "OrchestratorCall";
    static final String SCOPE = "OrchestratorScope";
    static final String WORK = "OrchestratorWork";

    private final TaskPreparation preparation;
    private final TaskRecords records;
    private final Clock clock;

    TaskPipeline(TaskPreparation preparation, TaskRecords records, Clock clock) {
        this.preparation = preparation;
        this.records = records;
        this.clock = clock;
    }

    /** The ids of an ad-hoc definition's tasks. */
    public List<String> tasks(Exchange exchange) {
        return exchange.getProperty(RUN, RunExecution.class).plan().tasks().stream()
                .map(PlanTask::id)
                .toList();
    }

    /**
     * Waits for what the task depends on, then answers from the journal where its outcome is recorded; where it is not,
     * the exchange gets the properties {@code OrchestratorCall} and {@code OrchestratorWork}.
     */
    void begin(Exchange exchange) {
        RunExecution run = exchange.getProperty(RUN, RunExecution.class);
        PlanTask task = run.plan()
                .task(exchange.getProperty(TASK, String.class))
                .orElseThrow(() -> new IllegalStateException("the route's task is not in the plan of " + run.id()));
        Scope scope = exchange.getProperty(SCOPE, Scope.ROOT, Scope.class);
        exchange.setProperty(WORK, "none");
        prepare(run, task, scope).ifPresent(call -> {
            exchange.setProperty(CALL, call);
            exchange.setProperty(WORK, kind(task));
        });
    }

    private static String kind(PlanTask task) {
        if (task.forEach().isPresent()) {
            return "each";
        }
        return switch (task.work()) {
            case Work.ExpertAction expert -> "attempt";
            case Work.TaskRoute route -> "attempt";
            case Work.SubWorkflow sub -> "workflow";
            case Work.Approval approval -> "approval";
        };
    }

    private Optional<TaskCall> prepare(RunExecution run, PlanTask task, Scope scope) {
        refuseWhenStopping(run);
        List<Settled> dependencies = preparation.dependencies(run, task, scope);
        refuseWhenStopping(run);
        Place place = claimed(run, task, scope);
        Optional<String> missed = preparation.missed(run, task, dependencies);
        if (missed.isPresent()) {
            skip(run, task, scope, place, dependencies, TaskOutcome.skipped(missed.get(), false, clock.instant()));
            return Optional.empty();
        }
        try {
            if (!preparation.holds(run, task, scope)) {
                String why = "Task '%s' was skipped, for its condition does not hold.".formatted(task.id());
                skip(run, task, scope, place, dependencies, TaskOutcome.skipped(why, true, clock.instant()));
                return Optional.empty();
            }
            return call(run, task, scope, place, dependencies);
        } catch (OrchestratorException e) {
            var now = clock.instant();
            run.waitForStore(e, place, scope, now);
            TaskCall call = bare(run, task, scope, place, dependencies);
            records.settle(call, TaskOutcome.failed(0, now, now, e.problem()));
            return Optional.empty();
        }
    }

    /** Where two rounds have the same key nothing can be recorded: the run fails. */
    private Place claimed(RunExecution run, PlanTask task, Scope scope) {
        Place place = place(run, task, scope);
        if (!scope.isRoot() && !run.claim(place, scope)) {
            String message =
                    "The key of task '%s' is the same for two rounds of '%s'; make it name each item, or use the index."
                            .formatted(task.id(), scope.group());
            run.halt().fail(new Problem("duplicate_key", "/tasks/" + task.id() + "/key", message));
            throw new Refused();
        }
        return place;
    }

    Place place(RunExecution run, PlanTask task, Scope scope) {
        if (scope.isRoot()) {
            return Place.of(task.id());
        }
        String key = task.key()
                .map(text -> String.valueOf(preparation.evaluate(run, task, scope, text)))
                .orElse(scope.path());
        return new Place(task.id(), key);
    }

    private void skip(
            RunExecution run,
            PlanTask task,
            Scope scope,
            Place place,
            List<Settled> dependencies,
            TaskOutcome outcome) {
        records.settle(bare(run, task, scope, place, dependencies), outcome);
    }

    /** A task that is not performed: its inputs are not looked at. */
    static TaskCall bare(RunExecution run, PlanTask task, Scope scope, Place place, List<Settled> dependencies) {
        String hash = TaskPreparation.hash(task, "", dependencies, Map.of());
        return new TaskCall(run, task, scope, place, Map.of(), hash, dependencies, Map.of());
    }

    private Optional<TaskCall> call(
            RunExecution run, PlanTask task, Scope scope, Place place, List<Settled> dependencies) {
        TaskCall call = task.forEach().isPresent()
                ? bare(run, task, scope, place, dependencies)
                : performed(run, task, scope, place, dependencies);
        return records.answered(call) ? Optional.empty() : Optional.of(call);
    }

    /** A task, or an item of one, with its inputs. */
    TaskCall performed(RunExecution run, PlanTask task, Scope scope, Place place, List<Settled> dependencies) {
        Map<String, Object> inputs = preparation.inputs(run, task, scope);
        Map<String, String> pins =
                preparation.pins(run, inputs, dependencies, run.history().ended(place));
        String hash = TaskPreparation.hash(task, inputs, dependencies, pins);
        return new TaskCall(run, task, scope, place, inputs, hash, dependencies, pins);
    }

    static void refuseWhenStopping(RunExecution run) {
        if (run.halt().stopping()) {
            throw new Refused();
        }
    }
}
