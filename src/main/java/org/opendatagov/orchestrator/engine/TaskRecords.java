package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Outcomes between a run and its journal: what is recorded answers, what is new is recorded once. */
@Component
class TaskRecords {
    private final Journal journal;
    private final Clock clock;

    TaskRecords(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    static TaskOutcome outcome(JournalEntry entry) {
        return JournalJson.read(entry.payload(), TaskOutcome.class);
    }

    /** Whether the outcome is recorded already, or can be taken from the run that this one is a fork of; the run has it then. */
    boolean answered(TaskCall call) {
        Optional<Settled> found = recall(call, List.of());
        found.ifPresent(settled -> call.run().settle(call.task(), call.scope(), settled));
        if (found.isPresent()) {
            TaskPipeline.refuseWhenStopping(call.run());
        }
        return found.isPresent();
    }

    /** The recorded outcome, of this run or of its fork's source; of a fan-out only with its items. */
    Optional<Settled> recall(TaskCall call, List<Settled> items) {
        Optional<JournalEntry> recorded = call.run().history().outcome(call.place());
        if (recorded.isPresent()) {
            TaskOutcome outcome = outcome(recorded.get());
            boolean needsItems = outcome.items() != null && items.size() != outcome.items();
            return needsItems ? Optional.empty() : Optional.of(replayed(call, recorded.get(), outcome, items));
        }
        return reused(call);
    }

    private static Settled replayed(TaskCall call, JournalEntry recorded, TaskOutcome outcome, List<Settled> items) {
        if (!recorded.inputHash().equals(call.inputHash())) {
            call.run()
                    .halt()
                    .fail(new Problem(
                            ErrorCode.REPLAY_DIVERGED.text(),
                            "/tasks/" + call.place(),
                            "The recorded outcome of task '%s' belongs to other inputs than it has now; start a new run."
                                    .formatted(call.place())));
            throw new Refused();
        }
        return Settled.of(outcome, items, call.dependencies());
    }

    /** A fork takes what succeeded with the same inputs. */
    private Optional<Settled> reused(TaskCall call) {
        return call.run()
                .source()
                .outcome(call.place())
                .filter(entry -> entry.inputHash().equals(call.inputHash()))
                .map(TaskRecords::outcome)
                .filter(outcome -> outcome.status() == TaskState.SUCCEEDED && outcome.items() == null)
                .map(outcome -> record(call, outcome.asCached(clock.instant()), List.of()));
    }

    /** Answers from the record, or records the outcome; the run has it then. */
    void settle(TaskCall call, TaskOutcome outcome) {
        if (!answered(call)) {
            settle(call, outcome, List.of());
        }
    }

    void settle(TaskCall call, TaskOutcome outcome, List<Settled> items) {
        call.run().settle(call.task(), call.scope(), record(call, outcome, items));
        TaskPipeline.refuseWhenStopping(call.run());
    }

    /** Returns after the commit. @throws Refused where the run is not this replica's any more */
    Settled record(TaskCall call, TaskOutcome outcome, List<Settled> items) {
        if (call.run().halt().abandoned()) {
            throw new Refused();
        }
        TaskOutcome pinned = outcome.with(call.pins());
        JournalEntry entry = call.run().entry(call.place(), call.inputHash(), pinned);
        try {
            journal.append(call.run().epoch(), entry).join();
        } catch (CompletionException e) {
            call.run().refusedBy(e);
            throw new Refused();
        }
        return Settled.of(pinned, items, call.dependencies());
    }

    /** An entry that nobody waits for: what counts is the outcome. */
    void note(TaskCall call, EntryKind kind, int attempt, String payload) {
        written(call, kind, attempt, payload);
    }

    /** Returns after the commit, and so when the store is there. @throws Refused where the run is not this replica's any more */
    void noteDurably(TaskCall call, EntryKind kind, int attempt, String payload) {
        try {
            written(call, kind, attempt, payload).orElseThrow(Refused::new).join();
        } catch (CompletionException e) {
            throw new Refused();
        }
    }

    private Optional<CompletableFuture<Void>> written(TaskCall call, EntryKind kind, int attempt, String payload) {
        RunExecution run = call.run();
        return run.entryUnlessConcluded(() -> call.entry(kind, attempt, payload, clock.instant()))
                .map(entry -> journal.append(run.epoch(), entry).whenComplete((written, failure) -> {
                    if (failure != null) {
                        run.refusedBy(failure);
                    }
                }));
    }
}
