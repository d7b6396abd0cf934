package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tasks that are runs of another workflow; called by the route {@code engine-task}. The parent waits without a thread. */
@Component("subWorkflows")
class SubWorkflows implements TaskWork {
    static final String REASON = "workflow";

    private final RunSubmissions submissions;
    private final TaskRecords records;
    private final Clock clock;

    SubWorkflows(@Lazy RunSubmissions submissions, TaskRecords records, Clock clock) {
        this.submissions = submissions;
        this.records = records;
        this.clock = clock;
    }

    /** The payload of {@code CHILD_ENDED}. */
    record ChildEnd(UUID child, RunState status, String reason, Map<String, Object> results) {}

    /** The payload of {@code WAITING}. */
    record Waiting(String reason, UUID child) {}

    /** The idempotency key of the run that a place of a run waits for, in the generation that the run is in. */
    static String key(RunExecution parent, Place place) {
        return "sub:%s:%d:%s".formatted(parent.id(), parent.generation(), place);
    }

    public void perform(Exchange exchange) {
        TaskCall call = exchange.getProperty(TaskPipeline.CALL, TaskCall.class);
        records.settle(call, outcome(call), List.of());
    }

    @Override
    public TaskOutcome outcome(TaskCall call) {
        Optional<JournalEntry> ended = call.run().history().childEnd(call.place());
        if (ended.isPresent()) {
            return ended(call, ended.get());
        }
        if (call.run().history().waiting(call.place()).isEmpty()) {
            try {
                UUID child =
                        submissions.child(call, ((Work.SubWorkflow) call.task().work()).workflow());
                records.note(call, EntryKind.WAITING, 1, JournalJson.write(new Waiting(REASON, child)));
            } catch (OrchestratorException e) {
                Instant now = clock.instant();
                call.run().waitForStore(e, call.place(), call.scope(), now);
                return TaskOutcome.failed(1, now, now, e.problem());
            }
        }
        throw call.run().suspend(call.place(), call.scope(), new Wait(REASON, Optional.empty()));
    }

    private static TaskOutcome ended(TaskCall call, JournalEntry entry) {
        ChildEnd end = JournalJson.read(entry.payload(), ChildEnd.class);
        Instant started =
                call.run().history().waiting(call.place()).map(JournalEntry::at).orElse(entry.at());
        if (end.status() == RunState.SUCCEEDED) {
            Map<String, Object> result = Map.of("run_id", end.child(), "results", end.results());
            return TaskOutcome.valued(1, started, entry.at(), JournalJson.write(result));
        }
        String message = "The run %s of task '%s' %s%s"
                .formatted(
                        end.child(),
                        call.place(),
                        end.status() == RunState.CANCELLED ? "was cancelled" : "failed",
                        end.reason().isBlank() ? "." : ": " + end.reason());
        return TaskOutcome.failed(1, started, entry.at(), new Problem("sub_workflow_failed", "", message));
    }
}
