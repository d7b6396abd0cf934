package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.stereotype.Component;

/** Performs a task's action or route as often as its retry policy allows; called by the route {@code engine-task}. */
@Component("taskAttempts")
class TaskAttempts implements TaskWork {
    /** A longer backoff gives the thread back: the run waits in the store. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    /** The pool takes a moment longer than the journal until it is connected again. */
    private static final Duration AFTER_OUTAGE = Duration.ofMillis(200);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final TimedCalls calls;
    private final TaskRecords records;
    private final PersonalInputs personal;
    private final Lease lease;
    private final Clock clock;

    TaskAttempts(TimedCalls calls, TaskRecords records, PersonalInputs personal, Lease lease, Clock clock) {
        this.calls = calls;
        this.records = records;
        this.personal = personal;
        this.lease = lease;
        this.clock = clock;
    }

    /** The payload of {@code RETRY}. */
    record Retry(String code, String message, Instant next) {}

    void perform(Exchange exchange) {
        TaskCall call = exchange.getProperty(TaskPipeline.CALL, TaskCall.class);
        records.settle(call, outcome(call), List.of());
    }

    @Override
    public TaskOutcome outcome(TaskCall call) {
        Optional<JournalEntry> earlier = call.run().history().retry(call.place());
        int attempt = earlier.map(JournalEntry::attempt).orElse(0);
        earlier.ifPresent(entry ->
                pause(call, JournalJson.read(entry.payload(), Retry.class).next()));
        Instant started = clock.instant();
        while (true) {
            awaitLease(call);
            attempt++;
            records.note(call, EntryKind.ATTEMPT, attempt, "");
            try {
                return succeeded(call, attempt, started);
            } catch (CallSuspended e) {
                throw suspended(call, attempt, e);
            } catch (OrchestratorException e) {
                if (e.code() == ErrorCode.STORE_UNAVAILABLE
                        && !call.run().halt().stopping()) {
                    attempt--;
                    awaitStore(call, attempt, e);
                    continue;
                }
                boolean again = e.code().retryable()
                        && attempt < call.task().retry().maxAttempts()
                        && !call.run().halt().stopping();
                if (!again) {
                    return TaskOutcome.failed(attempt, started, clock.instant(), e.problem());
                }
                pause(call, retry(call, attempt, e));
            }
        }
    }

    /** The attempt does not count: it is made again when the wait is over, with its whole timeout. */
    private Refused suspended(TaskCall call, int attempt, CallSuspended cause) {
        records.noteDurably(
                call, EntryKind.HELD, attempt, JournalJson.write(new AttemptWaits.Held(cause.reason(), cause.until())));
        return call.run().suspend(call.place(), call.scope(), new Wait(cause.reason(), cause.until()));
    }

    /** The attempt failed for the database's sake and does not count: the next one is made when the database is there. */
    private void awaitStore(TaskCall call, int attempts, OrchestratorException cause) {
        Retry retry = new Retry(cause.code().text(), cause.problem().message(), clock.instant());
        records.noteDurably(call, EntryKind.RETRY, attempts, JournalJson.write(retry));
        call.run().halt().rest(AFTER_OUTAGE);
    }

    /** A process that stood still past its lease would do again what another replica has done meanwhile. */
    private void awaitLease(TaskCall call) {
        while (lease.overdue()) {
            TaskPipeline.refuseWhenStopping(call.run());
            LockSupport.parkNanos(LOOK.toNanos());
        }
        TaskPipeline.refuseWhenStopping(call.run());
    }

    private Instant retry(TaskCall call, int attempt, OrchestratorException cause) {
        Duration wait =
                call.task().retry().after(attempt, ThreadLocalRandom.current().nextDouble());
        Instant next = clock.instant().plus(wait);
        Retry retry = new Retry(cause.code().text(), cause.problem().message(), next);
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
            call.run().halt().rest(wait);
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
                        personal.restored(call.inputs()),
                        new Ancestry(call.run(), task, call.scope()),
                        call.allPins()),
                new AttemptWaits(records, call, attempt));
        return TaskOutcome.reported(attempt, started, clock.instant(), report);
    }
}
