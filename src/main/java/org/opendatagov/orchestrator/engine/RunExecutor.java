package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/** Sends a run that this replica has taken into its route. */
@Component
class RunExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final RunPlans plans;
    private final RunStore store;
    private final RunCommands commands;
    private final TaskExperts experts;
    private final RunStandings standings;
    private final CamelContext camel;
    private final ProducerTemplate template;
    private final RunWaiters waiters;
    private final Clock clock;
    private final Map<UUID, RunExecution> active = new ConcurrentHashMap<>();

    RunExecutor(
            RunPlans plans,
            RunStore store,
            RunCommands commands,
            TaskExperts experts,
            RunStandings standings,
            Lease lease,
            CamelContext camel,
            RunWaiters waiters,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.commands = commands;
        this.experts = experts;
        this.standings = standings;
        this.camel = camel;
        this.template = camel.createProducerTemplate();
        this.waiters = waiters;
        this.clock = clock;
        lease.onLost(this::abandonAll);
    }

    /** Whether Camel runs: before and after, no run is taken. */
    boolean ready() {
        return camel.getStatus().isStarted();
    }

    void abandonAll() {
        active.values().forEach(run -> run.halt().abandon());
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
                .forEach(run -> run.halt().failNow(overdue()));
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
                standings.later(run, RunHistory.of(recorded), e);
            } else {
                standings.fail(run, RunHistory.of(recorded), told, e);
            }
            return false;
        } catch (RuntimeException | Error e) {
            standings.later(run, RunHistory.of(recorded), e);
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
            run.halt().abandon();
            return false;
        } finally {
            // Another execution of the run may have begun, after the lease was lost and taken again.
            active.remove(run.id(), run);
        }
    }

    private boolean sent(RunExecution run, String routeId, List<Command> told) {
        if (run.history().cancelRequested()) {
            run.halt().cancel();
        }
        told.forEach(command -> commands.carryOut(run, command));
        run.heard();
        if (run.history().paused()) {
            run.halt().pause();
        }
        if (run.deadline().filter(clock.instant()::isAfter).isPresent()) {
            run.halt().failNow(overdue());
        }
        @Nullable Exception failure = run.halt().stopping() ? null : exchange(run, routeId);
        if (failure != null && !camel.getStatus().isStarted()) {
            // Camel starts or stops: that is no fault of the run.
            run.halt().abandon();
            return false;
        }
        if (failure != null && !(failure instanceof Refused) && !run.halt().stopping()) {
            LOG.error(
                    "The route of run {} failed: {}",
                    run.id(),
                    failure.getClass().getName(),
                    failure);
            run.halt()
                    .fail(new Problem(
                            ErrorCode.INTERNAL.text(),
                            "",
                            "The workflow's route failed; the service's log names the place."));
        }
        return standings.conclude(run);
    }

    private @Nullable Exception exchange(RunExecution run, String routeId) {
        Exchange answer = template.send("direct:" + routeId, exchange -> {
            exchange.setProperty(TaskPipeline.RUN, run);
            exchange.getMessage().setBody(new RunBody(run));
        });
        return answer.getException();
    }
}
