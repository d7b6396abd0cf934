package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Takes runs: new ones at once, waiting ones from the queue, unfinished ones again by replay; and hands on what they are told. */
@Component
class RunLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(RunLauncher.class);
    private static final int CLAIM = 200;

    private final RunStore store;
    private final CommandStore commands;
    private final RunCommands runCommands;
    private final RunExecutor executor;
    private final EngineThreads threads;
    private final EngineSettings settings;
    private final Clock clock;
    private final Semaphore slots;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread poller;
    private volatile @Nullable Thread listener;

    RunLauncher(
            RunStore store,
            CommandStore commands,
            RunCommands runCommands,
            RunExecutor executor,
            EngineThreads threads,
            EngineSettings settings,
            Clock clock) {
        this.store = store;
        this.commands = commands;
        this.runCommands = runCommands;
        this.executor = executor;
        this.threads = threads;
        this.settings = settings;
        this.clock = clock;
        this.slots = new Semaphore(settings.maxRuns());
    }

    /** A place for one run in this replica; false when there is none, or runs are not taken yet. */
    boolean reserve() {
        return isRunning() && executor.ready() && slots.tryAcquire();
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
        threads.executor().execute(() -> execute(run, List.of(), List.of()));
    }

    private void execute(StoredRun run, List<JournalEntry> recorded, List<Command> told) {
        boolean again = false;
        try {
            again = executor.execute(run, recorded, told);
        } finally {
            slots.release();
            if (again) {
                wake();
            }
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
                executor.endOverdue(clock.instant());
                more = executor.ready() && claim();
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

    private boolean claim() {
        int free = slots.drainPermits();
        int places = Math.min(CLAIM, free);
        slots.release(free - places);
        if (places == 0) {
            return false;
        }
        int taken = 0;
        List<StoredRun> runs = List.of();
        try {
            runs = store.claim(places);
            Map<UUID, List<JournalEntry>> journals =
                    store.journals(runs.stream().map(StoredRun::id).toList());
            Map<UUID, List<Command>> told = runCommands.pending(runs);
            for (StoredRun run : runs) {
                threads.executor()
                        .execute(() -> execute(
                                run,
                                journals.getOrDefault(run.id(), List.of()),
                                told.getOrDefault(run.id(), List.of())));
                taken++;
            }
            return taken == places;
        } finally {
            slots.release(places - taken);
            // Taken and not begun, for the store failed in between: they are looked after again.
            runs.stream().skip(taken).forEach(run -> threads.executor().execute(() -> giveBack(run)));
        }
    }

    private void giveBack(StoredRun run) {
        while (isRunning()) {
            try {
                store.giveBack(run);
                return;
            } catch (RuntimeException e) {
                LOG.warn(
                        "Run {} could not be given back, tried again: {}",
                        run.id(),
                        e.getClass().getName());
                LockSupport.parkNanos(settings.poll().toNanos());
            }
        }
    }

    private void listen() {
        while (isRunning()) {
            try {
                commands.awaitNews();
                for (Command command : commands.forThisReplica()) {
                    executor.tell(command);
                }
                wake();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn(
                        "Commands could not be read, tried again: {}",
                        e.getClass().getName());
            }
        }
    }

    /** By event, not as a lifecycle bean: Spring would start Camel, which this depends on, before its routes are configured. */
    @EventListener(ApplicationStartedEvent.class)
    void start() {
        Thread polling = Thread.ofPlatform().name("run-launcher").daemon().unstarted(this::poll);
        Thread listening = Thread.ofPlatform().name("run-commands").daemon().unstarted(this::listen);
        poller = polling;
        listener = listening;
        polling.start();
        listening.start();
    }

    /** Runs that go on are left to the journal: the next start takes them up. Before Camel stops, which would fail them. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop() {
        Thread polling = poller;
        Thread listening = listener;
        poller = null;
        listener = null;
        if (polling != null) {
            polling.interrupt();
        }
        if (listening != null) {
            listening.interrupt();
        }
        executor.abandonAll();
    }

    private boolean isRunning() {
        return poller != null;
    }
}
