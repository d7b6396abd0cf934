package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.OnFailure;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/** The steps of the route {@code engine-task}: every task of every run passes through them. */
@Component("taskPipeline")
class TaskPipeline {
    static final String RUN = "OrchestratorRun";
    static final String TASK = "OrchestratorTask";
    static final String CALL = "OrchestratorCall";

    private final ExpertRegistry experts;
    private final Journal journal;
    private final TaskAttempts attempts;
    private final Clock clock;

    TaskPipeline(ExpertRegistry experts, Journal journal, TaskAttempts attempts, Clock clock) {
        this.experts = experts;
        this.journal = journal;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Waits for what the task depends on, then answers from the journal where its outcome is recorded; where it is not,
     * the exchange gets the property {@code OrchestratorCall}.
     */
    public void begin(Exchange exchange) {
        RunExecution run = exchange.getProperty(RUN, RunExecution.class);
        PlanTask task = run.plan()
                .task(exchange.getProperty(TASK, String.class))
                .orElseThrow(() -> new IllegalStateException("the route's task is not in the plan of " + run.id()));
        exchange.removeProperty(CALL);
        try {
            prepare(run, task).ifPresent(call -> exchange.setProperty(CALL, call));
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private Optional<TaskCall> prepare(RunExecution run, PlanTask task) {
        refuseWhenStopping(run);
        Optional<String> skipped = reasonToSkip(run, task);
        Map<String, Object> inputs = resolve(run, task);
        String hash = run.inputHash(task, inputs);
        Optional<JournalEntry> recorded = run.recorded(task.id());
        if (recorded.isPresent()) {
            replay(run, task, recorded.get(), hash);
            return Optional.empty();
        }
        refuseWhenStopping(run);
        if (skipped.isPresent()) {
            record(run, task, hash, TaskOutcome.skipped(skipped.get(), clock.instant()));
            return Optional.empty();
        }
        return Optional.of(new TaskCall(run, task, request(run, task, inputs), hash));
    }

    private static void refuseWhenStopping(RunExecution run) {
        if (run.stopping()) {
            throw new Refused();
        }
    }

    private static Optional<String> reasonToSkip(RunExecution run, PlanTask task) {
        Optional<String> reason = Optional.empty();
        for (String dependency : task.dependsOn()) {
            TaskState state = run.await(dependency).status();
            boolean goesOn = run.plan().task(dependency).orElseThrow().onFailure() == OnFailure.CONTINUE;
            if (state == TaskState.SKIPPED || (state == TaskState.FAILED && !goesOn)) {
                reason = Optional.of("Task '%s' was skipped, for it depends on '%s', which %s."
                        .formatted(task.id(), dependency, state.text()));
            }
        }
        return reason;
    }

    private static void replay(RunExecution run, PlanTask task, JournalEntry recorded, String hash) {
        if (!recorded.inputHash().equals(hash)) {
            run.fail(new Problem(
                    ErrorCode.REPLAY_DIVERGED.text(),
                    "/tasks/" + task.id(),
                    "The recorded outcome of task '%s' belongs to other inputs than it has now; start a new run."
                            .formatted(task.id())));
            throw new Refused();
        }
        run.settle(task, JournalJson.read(recorded.payload(), TaskOutcome.class));
        refuseWhenStopping(run);
    }

    /** A task's inputs: those its definition gives, else those of the run's that its action knows. */
    private Map<String, Object> resolve(RunExecution run, PlanTask task) {
        if (task.inputs().isPresent()) {
            return task.inputs().get();
        }
        Map<String, Object> known = new LinkedHashMap<>();
        @Nullable
        Object properties = experts.action(task.action())
                .map(ExpertAction::inputs)
                .orElse(Map.of())
                .get("properties");
        if (properties instanceof Map<?, ?> names) {
            run.inputs().forEach((name, value) -> {
                if (names.containsKey(name)) {
                    known.put(name, value);
                }
            });
        }
        return known;
    }

    private static ExpertRequest request(RunExecution run, PlanTask task, Map<String, Object> inputs) {
        return new ExpertRequest(run.id(), task.id(), task.action(), inputs, run.context(task), run.fingerprints(task));
    }

    /** Calls the expert, again where that can help, and records the outcome. */
    public void perform(Exchange exchange) {
        TaskCall call = exchange.getProperty(CALL, TaskCall.class);
        TaskOutcome outcome = attempts.perform(call);
        record(call.run(), call.task(), call.inputHash(), outcome);
        refuseWhenStopping(call.run());
    }

    private void record(RunExecution run, PlanTask task, String hash, TaskOutcome outcome) {
        if (run.abandoned()) {
            throw new Refused();
        }
        JournalEntry entry = run.entry(
                EntryKind.OUTCOME,
                task.id(),
                outcome.attempts(),
                hash,
                JournalJson.write(outcome),
                outcome.finishedAt());
        try {
            journal.append(entry).join();
        } catch (CompletionException e) {
            run.abandon();
            throw new Refused();
        }
        run.settle(task, outcome);
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    /** The names of steps that the route uses, for its test. */
    static List<String> steps() {
        return List.of("begin", "perform");
    }
}
