package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records how a run stands when this replica has done with it for now: it waits, or has ended, which others are told. */
@Component
class RunStandings {
    private static final Logger LOG = LoggerFactory.getLogger(RunStandings.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RunCommands commands;
    private final PersonalInputs personal;
    private final Journal journal;
    private final RunWaiters waiters;
    private final RunEnds ends;
    private final Clock clock;

    RunStandings(
            RunCommands commands,
            PersonalInputs personal,
            Journal journal,
            RunWaiters waiters,
            RunEnds ends,
            Clock clock) {
        this.commands = commands;
        this.personal = personal;
        this.journal = journal;
        this.waiters = waiters;
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * The payload of {@code RUN_WAITING} and {@code RUN_ENDED}.
     *
     * @param code of what failed the run
     * @param costUsd what it spent on models, where it has ended
     */
    record Standing(RunState status, String reason, Optional<String> code, Optional<BigDecimal> costUsd) {}

    /**
     * When its exchange has ended.
     *
     * @return whether there is something for the run, or its parent, to be taken up at once
     */
    boolean conclude(RunExecution run) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<RunChange> concluded = run.conclude(now);
        if (concluded.isEmpty()) {
            LOG.info("Run {} is left to whoever takes it next", run.id());
            return false;
        }
        RunChange change = concluded.get();
        if (!change.state().ended()) {
            record(run.epoch(), entry(EntryKind.RUN_WAITING, run, change, Optional.empty()), change);
            return change.wakeAt().filter(at -> !at.isAfter(now)).isPresent();
        }
        personal.forget(run.id());
        if (run.leavesChildren()) {
            commands.tellChildren(run.id(), CommandKind.CANCEL, "");
        }
        Optional<BigDecimal> cost = ends.cost(run.id(), run.continued());
        if (record(run.epoch(), entry(EntryKind.RUN_ENDED, run, change, cost), change)) {
            ends.tell(run.stored(), change, run.read(change.state()));
            waiters.ended(run.id(), () -> run.ended(change));
        }
        return run.stored().parentRun().isPresent();
    }

    private static JournalEntry entry(EntryKind kind, RunExecution run, RunChange change, Optional<BigDecimal> cost) {
        Standing standing = new Standing(change.state(), change.reason(), run.failureCode(), cost);
        return run.entry(kind, JournalJson.write(standing), change.at());
    }

    private boolean record(long epoch, JournalEntry entry, RunChange change) {
        try {
            journal.change(epoch, change, entry).join();
            return true;
        } catch (CompletionException e) {
            LOG.warn("The state of run {} was not recorded here: {}", change.run(), String.valueOf(e.getCause()));
            return false;
        }
    }

    /** A run that has ended stays as it is, whatever becomes of its retry. */
    void fail(StoredRun run, RunHistory history, List<Command> told, OrchestratorException cause) {
        if (run.state().ended()) {
            LOG.error("Run {} cannot be retried: {}", run.id(), cause.text());
            commands.drop(told);
            return;
        }
        LOG.error("Run {} cannot go on: {}", run.id(), cause.text());
        Instant now = clock.instant();
        RunChange change =
                new RunChange(run.id(), RunState.FAILED, cause.text(), false, run.generation(), Optional.empty(), now);
        if (record(run.epoch(), end(run, history, RunState.FAILED, cause.text(), now), change)) {
            ends.tell(run, change, new ReadDatasets().with(history));
        }
    }

    /** What it needs is away: it is tried again in a while. */
    void later(StoredRun run, RunHistory history, Throwable cause) {
        LOG.warn("Run {} cannot go on for now: {}", run.id(), cause.getClass().getName());
        if (run.state().ended()) {
            return;
        }
        Instant now = clock.instant();
        RunChange change = new RunChange(
                run.id(), RunState.WAITING, "unavailable", false, run.generation(), Optional.of(now.plus(AGAIN)), now);
        JournalEntry entry = end(run, history, RunState.WAITING, "unavailable", now);
        record(run.epoch(), entry, change);
    }

    private static JournalEntry end(StoredRun run, RunHistory history, RunState state, String reason, Instant at) {
        return new JournalEntry(
                run.id(),
                history.lastSeq() + 1,
                state.ended() ? EntryKind.RUN_ENDED : EntryKind.RUN_WAITING,
                run.generation(),
                "",
                "",
                0,
                "",
                JournalJson.write(new Standing(state, reason, Optional.empty(), Optional.empty())),
                at);
    }
}
