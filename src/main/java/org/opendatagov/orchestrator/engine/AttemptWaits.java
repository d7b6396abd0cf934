package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.BudgetAlert;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.Judgement;

/** Journals why an attempt waits, that it goes on, which budgets it took over a threshold, and what its model had looked up. */
final class AttemptWaits implements CallWaits {
    private final TaskRecords records;
    private final TaskCall call;
    private final int attempt;
    private String held = "";

    AttemptWaits(TaskRecords records, TaskCall call, int attempt) {
        this.records = records;
        this.call = call;
        this.attempt = attempt;
    }

    /**
     * The payload of {@code HELD}.
     *
     * @param until of a wait without a thread, when the call is made again by itself
     */
    record Held(String reason, Optional<Instant> until) {
        static Held by(String reason) {
            return new Held(reason, Optional.empty());
        }
    }

    @Override
    public void waits(String reason) {
        if (!held.equals(reason)) {
            held = reason;
            records.note(call, EntryKind.HELD, attempt, JournalJson.write(Held.by(reason)));
        }
    }

    @Override
    public void goesOn() {
        if (!held.isEmpty()) {
            held = "";
            records.note(call, EntryKind.GOES_ON, attempt, "");
        }
    }

    @Override
    public void passed(BudgetAlert alert) {
        records.note(call, EntryKind.BUDGET_ALERT, attempt, JournalJson.write(alert));
    }

    @Override
    public void lookedUp(Judgement.ToolUse use) {
        records.note(call, EntryKind.TOOL_CALL, attempt, JournalJson.write(use));
    }
}
