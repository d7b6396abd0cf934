package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.stereotype.Component;

/** Performs a task's action or route as often as its retry policy allows; called by the route {@code engine-task}. */
@Component("taskAttempts")
class TaskAttempts {
    /** A longer backoff gives the thread back: the run waits in the store. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final TimedCalls calls;
    private final TaskRecords records;
    private final Clock clock;

    TaskAttempts(TimedCalls calls, TaskRecords records, Clock clock) {
        this.calls = calls;
        this.records = records;
        this.clock = clock;
    }

    /** The payload of {@code RETRY}. */
    record Retry(String code, String message, Instant next) {}

    public void perform(Exchange exchange) {
        TaskCall call = exchange.getProperty(TaskPipeline.CALL, TaskCall.class);
        records.settle(call, outcome(call), java.util.List.of());
    }

    TaskOutcome outcome(TaskCall call) {
        Optional<JournalEntry> earlier = call.run().history().retry(call.place());
        int attempt = earlier.map(JournalEntry::attempt).orElse(0);
        earlier.ifPresent(entry ->
                pause(call, JournalJson.read(entry.payload(), Retry.class).next()));
        Instant started = clock.instant();
        while (true) {
            attempt++;
            records.note(call, EntryKind.ATTEMPT, attempt, "");
            try {
                return succeeded(call, attempt, started);
            } catch (OrchestratorException e) {
                boolean again = e.code().retryable()
                        && attempt < call.task().retry().maxAttempts()
                        && !call.run().stopping();
                if (!again) {
                    return TaskOutcome.failed(
                            attempt, started, clock.instant(), e.problems().getFirst());
                }
                pause(call, retry(call, attempt, e));
            }
        }
    }

    private Instant retry(TaskCall call, int attempt, OrchestratorException cause) {
        Duration wait =
                call.task().retry().after(attempt, ThreadLocalRandom.current().nextDouble());
        Instant next = clock.instant().plus(wait);
        Retry retry = new Retry(cause.code().text(), cause.problems().getFirst().message(), next);
        records.note(call, EntryKind.RETRY, attempt, JournalJson.write(retry));
        return next;
    }

    /** A short wait is waited out; for a long one the branch is given up until then. */
    private void pause(TaskCall call, Instant until) {
        Duration wait = Duration.between(clock.instant(), until);
        if (wait.compareTo(LONGEST_REST) > 0) {
            throw call.run().suspend(call.place(), call.scope(), new Wait("backoff", Optional.of(until)));
        }
        if (wait.isPositive()) {
            call.run().rest(wait);
        }
    }

    private TaskOutcome succeeded(TaskCall call, int attempt, Instant started) {
        return switch (call.task().work()) {
            case Work.ExpertAction action -> reported(call, attempt, started);
            case Work.TaskRoute route ->
                TaskOutcome.valued(
                        attempt, started, clock.instant(), JournalJson.write(calls.route(call, route.route())));
            case Work.SubWorkflow sub -> throw new IllegalStateException("a sub-workflow has no attempts");
            case Work.Approval approval -> throw new IllegalStateException("an approval has no attempts");
        };
    }

    private TaskOutcome reported(TaskCall call, int attempt, Instant started) {
        PlanTask task = call.task();
        ExpertReport report = calls.expert(
                call,
                new ExpertRequest(
                        call.run().id(),
                        task.id(),
                        task.action(),
                        call.inputs(),
                        new Ancestry(call.run(), task, call.scope()),
                        call.allPins()));
        return TaskOutcome.reported(attempt, started, clock.instant(), report);
    }
}
