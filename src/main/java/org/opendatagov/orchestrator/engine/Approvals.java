package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/** Tasks that wait until a person approves or rejects; called by the route {@code engine-task}. A waiting approval is a row, no thread. */
@Component("approvals")
class Approvals implements TaskWork {
    static final String REASON = "approval";
    static final String APPROVE = "approve";
    static final String REJECT = "reject";

    private final TaskRecords records;
    private final Clock clock;

    Approvals(TaskRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** The payload of {@code DECISION}, and the result of the task. */
    record Decision(String decision, String comment, String by) {}

    /** The payload of {@code WAITING}. */
    record Waiting(String reason) {}

    public void perform(Exchange exchange) {
        TaskCall call = exchange.getProperty(TaskPipeline.CALL, TaskCall.class);
        records.settle(call, outcome(call), List.of());
    }

    @Override
    public TaskOutcome outcome(TaskCall call) {
        Optional<JournalEntry> decision = call.run().history().decision(call.place());
        if (decision.isPresent()) {
            return decided(call, decision.get());
        }
        Instant asked =
                call.run().history().waiting(call.place()).map(JournalEntry::at).orElseGet(() -> ask(call));
        Optional<Instant> until = deadline(call.task(), asked);
        if (until.filter(time -> !clock.instant().isBefore(time)).isPresent()) {
            String message = "Nobody decided about task '%s' within %s."
                    .formatted(call.place(), call.task().timeout());
            return TaskOutcome.failed(1, asked, clock.instant(), new Problem(ErrorCode.TIMEOUT.text(), "", message));
        }
        throw call.run().suspend(call.place(), call.scope(), new Wait(REASON, until));
    }

    /** Without a timeout of its own an approval waits as long as it takes. */
    private static Optional<Instant> deadline(PlanTask task, Instant asked) {
        return task.timeout().equals(PlanTask.DEFAULT_TIMEOUT)
                ? Optional.empty()
                : Optional.of(asked.plus(task.timeout()));
    }

    private Instant ask(TaskCall call) {
        records.note(call, EntryKind.WAITING, 1, JournalJson.write(new Waiting(REASON)));
        return clock.instant();
    }

    private TaskOutcome decided(TaskCall call, JournalEntry entry) {
        Decision decision = JournalJson.read(entry.payload(), Decision.class);
        Instant asked =
                call.run().history().waiting(call.place()).map(JournalEntry::at).orElse(entry.at());
        if (decision.decision().equals(APPROVE)) {
            return TaskOutcome.valued(1, asked, entry.at(), entry.payload());
        }
        String message = "Task '%s' was rejected%s."
                .formatted(call.place(), decision.comment().isBlank() ? "" : ": " + decision.comment());
        return TaskOutcome.failed(1, asked, entry.at(), new Problem("rejected", "", message));
    }
}
