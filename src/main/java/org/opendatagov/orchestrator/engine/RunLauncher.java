package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes runs and sends each into its route: new ones at once, waiting ones from the queue, unfinished ones again by replay. */
@Component
class RunLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(RunLauncher.class);
    private static final int CLAIM = 200;

    private final RunStore store;
    private final Journal journal;
    private final WorkflowTemplates templates;
    private final CamelContext camel;
    private final ProducerTemplate template;
    private final EngineThreads threads;
    private final EngineSettings settings;
    private final RunWaiters waiters;
    private final Clock clock;
    private final Semaphore slots;
    private final Semaphore wake = new Semaphore(0);
    private final Map<UUID, RunExecution> active = new ConcurrentHashMap<>();
    private volatile @Nullable Thread poller;

    RunLauncher(
            RunStore store,
            Journal journal,
            Lease lease,
            WorkflowTemplates templates,
            CamelContext camel,
            @Lazy ProducerTemplate template,
            EngineThreads threads,
            EngineSettings settings,
            RunWaiters waiters,
            Clock clock) {
        this.store = store;
        this.journal = journal;
        this.templates = templates;
        this.camel = camel;
        this.template = template;
        this.threads = threads;
        this.settings = settings;
        this.waiters = waiters;
        this.clock = clock;
        this.slots = new Semaphore(settings.maxRuns());
        lease.onLost(() -> active.values().forEach(RunExecution::abandon));
    }

    /** A place for one run in this replica; false when there is none, or runs are not taken yet. */
    boolean reserve() {
        return isRunning() && slots.tryAcquire();
    }

    void giveBack() {
        slots.release();
    }

    /** Looks into the queue soon. */
    void wake() {
        wake.release();
    }

    /** Starts a run that was recorded for this replica, in a reserved place. */
    void start(StoredRun run) {
        threads.executor().execute(() -> execute(run, List.of()));
    }

    private void execute(StoredRun run, List<JournalEntry> recorded) {
        try {
            LoadedTemplate loaded = templates.version(run.workflow(), run.version(), camel);
            RunExecution execution = new RunExecution(run, loaded.plan(), recorded);
            active.put(run.id(), execution);
            Exchange answer = template.send("direct:" + loaded.routeId(), exchange -> {
                exchange.setProperty(TaskPipeline.RUN, execution);
                exchange.getMessage().setBody(new RunBody(execution));
            });
            end(execution, answer.getException());
        } catch (RuntimeException | Error e) {
            LOG.error("Run {} could not be executed: {}", run.id(), e.getClass().getName(), e);
        } finally {
            active.remove(run.id());
            slots.release();
            waiters.ended(run.id());
        }
    }

    private void end(RunExecution run, @Nullable Exception failure) {
        if (failure != null && !(failure instanceof Refused) && !run.stopping()) {
            LOG.error(
                    "The route of run {} failed: {}",
                    run.id(),
                    failure.getClass().getName(),
                    failure);
            run.fail(new Problem(
                    ErrorCode.INTERNAL.text(), "", "The workflow's route failed; the service's log names the place."));
        }
        if (run.abandoned()) {
            LOG.info("Run {} goes on in another replica", run.id());
            return;
        }
        RunState state = run.failure().isPresent() ? RunState.FAILED : RunState.SUCCEEDED;
        String reason = run.failure().map(Problem::message).orElse("");
        RunEnd end = new RunEnd(run.id(), state, reason, state == RunState.SUCCEEDED && run.partial(), clock.instant());
        try {
            journal.end(end, run.entry(EntryKind.RUN_ENDED, "", 0, "", "", end.at()))
                    .join();
        } catch (CompletionException e) {
            LOG.warn("The end of run {} was not recorded here: {}", run.id(), String.valueOf(e.getCause()));
        }
    }

    private void poll() {
        boolean more = false;
        while (isRunning()) {
            try {
                if (!more) {
                    wake.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                }
                more = claim();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                more = false;
                LOG.warn(
                        "The queue could not be read, tried again: {}",
                        e.getClass().getName());
            }
        }
    }

    private boolean claim() throws InterruptedException {
        int places = Math.min(CLAIM, slots.drainPermits());
        if (places == 0) {
            return false;
        }
        int taken = 0;
        try {
            List<StoredRun> runs = store.claim(places);
            Map<UUID, List<JournalEntry>> journals =
                    store.journals(runs.stream().map(StoredRun::id).toList());
            for (StoredRun run : runs) {
                threads.executor().execute(() -> execute(run, journals.getOrDefault(run.id(), List.of())));
                taken++;
            }
            return taken == places;
        } finally {
            slots.release(places - taken);
        }
    }

    /** By event, not as a lifecycle bean: Spring would start Camel, which this depends on, before its routes are configured. */
    @EventListener(ApplicationStartedEvent.class)
    void start() {
        Thread thread = Thread.ofPlatform().name("run-launcher").daemon().unstarted(this::poll);
        poller = thread;
        thread.start();
    }

    /** Runs that go on are left to the journal: the next start takes them up. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        Thread thread = poller;
        poller = null;
        if (thread != null) {
            thread.interrupt();
        }
        active.values().forEach(RunExecution::abandon);
    }

    private boolean isRunning() {
        return poller != null;
    }
}
