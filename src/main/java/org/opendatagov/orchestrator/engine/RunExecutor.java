package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunPlans.RunPlan;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a run that this replica has taken into its route, and records how it stands when its exchange has ended. */
@Component
class RunExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final RunPlans plans;
    private final RunStore store;
    private final RunCommands commands;
    private final TaskExperts experts;
    private final PersonalInputs personal;
    private final Journal journal;
    private final CamelContext camel;
    private final ProducerTemplate template;
    private final RunWaiters waiters;
    private final RunEnds ends;
    private final Clock clock;
    private final Map<UUID, RunExecution> active = new ConcurrentHashMap<>();

    RunExecutor(
            RunPlans plans,
            RunStore store,
            RunCommands commands,
            TaskExperts experts,
            PersonalInputs personal,
            Journal journal,
            Lease lease,
            CamelContext camel,
            RunWaiters waiters,
            RunEnds ends,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.commands = commands;
        this.experts = experts;
        this.personal = personal;
        this.journal = journal;
        this.camel = camel;
        this.template = camel.createProducerTemplate();
        this.waiters = waiters;
        this.ends = ends;
        this.clock = clock;
        lease.onLost(this::abandonAll);
    }

    /** Whether Camel runs: before and after, no run is taken. */
    boolean ready() {
        return camel.getStatus().isStarted();
    }

    void abandonAll() {
        active.values().forEach(RunExecution::abandon);
    }

    /** Whether nothing goes on here any more; waits for that at most so long. */
    boolean awaitIdle(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!active.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return active.isEmpty();
    }

    /** Whether the run goes on in this replica. */
    boolean goesOn(UUID run) {
        return active.containsKey(run);
    }

    void tell(Command command) {
        Optional.ofNullable(active.get(command.run())).ifPresent(run -> commands.carryOut(run, command));
    }

    /** Runs end with their time, whatever their tasks do. */
    void endOverdue(Instant now) {
        active.values().stream()
                .filter(run -> run.deadline().filter(now::isAfter).isPresent())
                .forEach(run -> run.failNow(overdue()));
    }

    private static Problem overdue() {
        return new Problem(
                ErrorCode.TIMEOUT.text(),
                "",
                "The run took longer than its timeout and was stopped; give it more time.");
    }

    /** True when there is something for the run already: it is to be taken again at once. */
    boolean execute(StoredRun run, List<JournalEntry> recorded, List<Command> told) {
        try {
            RunPlan plan = plans.of(run);
            RunHistory history = RunHistory.of(recorded);
            if (run.state().ended()) {
                Optional<JournalEntry> retried = commands.retry(run, plan.plan(), history, told);
                if (retried.isEmpty()) {
                    commands.drop(told);
                    store.giveBack(run.id(), run.epoch());
                    return false;
                }
                history.add(retried.get());
            }
            return send(new RunExecution(run, plan.plan(), history, source(run), experts), plan.routeId(), told);
        } catch (OrchestratorException e) {
            if (e.code().retryable()) {
                later(run, RunHistory.of(recorded), e);
            } else {
                fail(run, RunHistory.of(recorded), told, e);
            }
            return false;
        } catch (RuntimeException | Error e) {
            later(run, RunHistory.of(recorded), e);
            return false;
        } finally {
            waiters.moved(run.id());
        }
    }

    private RunHistory source(StoredRun run) {
        return RunHistory.of(run.forkOf().map(store::journal).orElse(List.of()));
    }

    private boolean send(RunExecution run, String routeId, List<Command> told) {
        active.put(run.id(), run);
        try {
            return sent(run, routeId, told);
        } catch (RuntimeException | Error e) {
            LOG.warn("Run {} was left in the middle: {}", run.id(), e.getClass().getName(), e);
            run.abandon();
            return false;
        } finally {
            // Another execution of the run may have begun, after the lease was lost and taken again.
            active.remove(run.id(), run);
        }
    }

    private boolean sent(RunExecution run, String routeId, List<Command> told) {
        if (run.history().cancelRequested()) {
            run.cancel();
        }
        told.forEach(command -> commands.carryOut(run, command));
        run.heard();
        if (run.history().paused()) {
            run.pause();
        }
        if (run.deadline().filter(clock.instant()::isAfter).isPresent()) {
            run.failNow(overdue());
        }
        @Nullable Exception failure = run.stopping() ? null : exchange(run, routeId);
        if (failure != null && !camel.getStatus().isStarted()) {
            // Camel starts or stops: that is no fault of the run.
            run.abandon();
            return false;
        }
        if (failure != null && !(failure instanceof Refused) && !run.stopping()) {
            LOG.error(
                    "The route of run {} failed: {}",
                    run.id(),
                    failure.getClass().getName(),
                    failure);
            run.fail(new Problem(
                    ErrorCode.INTERNAL.text(), "", "The workflow's route failed; the service's log names the place."));
        }
        return conclude(run);
    }

    private @Nullable Exception exchange(RunExecution run, String routeId) {
        Exchange answer = template.send("direct:" + routeId, exchange -> {
            exchange.setProperty(TaskPipeline.RUN, run);
            exchange.getMessage().setBody(new RunBody(run));
        });
        return answer.getException();
    }

    private boolean conclude(RunExecution run) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<RunChange> change = run.conclude(now);
        if (change.isEmpty()) {
            LOG.info("Run {} is left to whoever takes it next", run.id());
            return false;
        }
        EntryKind kind = change.get().state().ended() ? EntryKind.RUN_ENDED : EntryKind.RUN_WAITING;
        if (change.get().state().ended()) {
            personal.forget(run.id());
        }
        if (change.get().state().ended() && run.leavesChildren()) {
            commands.tellChildren(run.id(), CommandKind.CANCEL, "");
        }
        boolean recorded = record(
                run.epoch(),
                run.entry(
                        kind,
                        JournalJson.write(new Standing(
                                change.get().state(),
                                change.get().reason(),
                                run.failureCode(),
                                change.get().state().ended()
                                        ? ends.cost(run.id(), run.continued())
                                        : Optional.empty())),
                        now),
                change.get());
        if (recorded && change.get().state().ended()) {
            ends.tell(run.stored(), change.get(), run.read(change.get().state()));
            waiters.ended(run.id(), () -> run.ended(change.get()));
        }
        boolean tellsParent =
                change.get().state().ended() && run.stored().parentRun().isPresent();
        return tellsParent
                || change.get().wakeAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    /**
     * The payload of {@code RUN_WAITING} and {@code RUN_ENDED}.
     *
     * @param code of what failed the run
     * @param costUsd what it spent on models, where it has ended
     */
    record Standing(RunState status, String reason, Optional<String> code, Optional<BigDecimal> costUsd) {}

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
    private void fail(StoredRun run, RunHistory history, List<Command> told, OrchestratorException cause) {
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
    private void later(StoredRun run, RunHistory history, Throwable cause) {
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
