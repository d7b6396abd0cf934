package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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
    private static final int TOLD = 20;
    private static final Duration END_WITHIN = Duration.ofSeconds(3);
    /** How often what was given up is looked for. */
    private static final Duration ORPHANS = Duration.ofSeconds(3);

    private static final Duration SOON = Duration.ofSeconds(1);
    /** How long runs have to stop when the service does. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    private final RunStore store;
    private final CommandStore commands;
    private final RunCommands runCommands;
    private final RunExecutor executor;
    private final EngineThreads threads;
    private final EngineSettings settings;
    private final Clock clock;
    private final Lease lease;
    private final Semaphore slots;
    /** Beside all places: a run that waits for one can still be cancelled. */
    private final Semaphore placesOfTold = new Semaphore(TOLD);
    /**
     * What this replica has taken, from before its row says so until after, and how often: a run that is to go on at once may be taken again
     * before the execution that gave it back has ended.
     */
    private final Map<UUID, Integer> held = new ConcurrentHashMap<>();

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
            Lease lease,
            Clock clock) {
        this.store = store;
        this.commands = commands;
        this.runCommands = runCommands;
        this.executor = executor;
        this.threads = threads;
        this.settings = settings;
        this.lease = lease;
        this.clock = clock;
        this.slots = new Semaphore(settings.maxRuns());
    }

    /** A place for one run in this replica; false when there is none, or runs are not taken yet. */
    boolean reserve() {
        return isRunning() && executor.ready() && slots.tryAcquire();
    }

    /** The same, waiting a moment: all that are free may be held while the queue is read, and given back. */
    boolean reserveSoon() {
        try {
            return isRunning() && executor.ready() && slots.tryAcquire(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A run is about to be recorded for this replica, in a reserved place. */
    void expect(UUID run) {
        hold(run);
    }

    private void hold(UUID run) {
        held.merge(run, 1, Integer::sum);
    }

    private void letGo(UUID run) {
        held.computeIfPresent(run, (id, times) -> times == 1 ? null : times - 1);
    }

    /** It was not recorded. */
    void giveBack(UUID run) {
        letGo(run);
        slots.release();
    }

    /** Looks into the queue soon. */
    void wake() {
        wake.release();
    }

    /** Starts a run that was expected and is recorded now. */
    void start(StoredRun run) {
        threads.executor().execute(() -> execute(run, List.of(), List.of(), slots));
    }

    private void execute(StoredRun run, List<JournalEntry> recorded, List<Command> told, Semaphore place) {
        boolean again = false;
        try {
            again = executor.execute(run, recorded, told);
        } finally {
            letGo(run.id());
            place.release();
            if (again) {
                wake();
            }
        }
    }

    private void poll() {
        boolean more = false;
        long looked = System.nanoTime();
        while (isRunning()) {
            try {
                if (!more) {
                    wake.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                }
                executor.endOverdue(clock.instant());
                more = executor.ready() && claim();
                if (System.nanoTime() - looked > ORPHANS.toNanos()) {
                    looked = System.nanoTime();
                    giveOrphansBack();
                }
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

    /** True where there may be more to take at once. */
    private boolean claim() {
        return slots.availablePermits() > 0 ? claim(slots, store::claim) : claim(placesOfTold, store::claimTold);
    }

    /** True where all that were free are taken now. */
    private boolean claim(Semaphore free, IntFunction<List<StoredRun>> due) {
        int all = free.drainPermits();
        int places = Math.min(CLAIM, all);
        free.release(all - places);
        if (places == 0) {
            return false;
        }
        int taken = 0;
        List<StoredRun> runs = List.of();
        try {
            runs = due.apply(places);
            runs.forEach(run -> hold(run.id()));
            Map<UUID, List<JournalEntry>> journals =
                    store.journals(runs.stream().map(StoredRun::id).toList());
            Map<UUID, List<Command>> told = runCommands.pending(runs);
            for (StoredRun run : runs) {
                threads.executor()
                        .execute(() -> execute(
                                run,
                                journals.getOrDefault(run.id(), List.of()),
                                told.getOrDefault(run.id(), List.of()),
                                free));
                taken++;
            }
            return taken == places;
        } finally {
            free.release(places - taken);
            // Taken and not begun, for the store failed in between: they are looked after again.
            runs.stream().skip(taken).forEach(run -> letGo(run.id()));
        }
    }

    /**
     * Runs that are this replica's by their row and go on nowhere: they were taken when the connection broke before that was heard, or given up
     * in the middle. Called by the one thread that takes runs, and what others begin is held before its row is there.
     */
    private void giveOrphansBack() {
        long epoch = lease.epoch();
        List<UUID> orphans = store.owned(epoch).stream()
                .filter(run -> !held.containsKey(run))
                .toList();
        orphans.forEach(run -> store.giveBack(run, epoch));
        if (!orphans.isEmpty()) {
            LOG.info("{} runs that were given up here wait to be taken again", orphans.size());
            wake();
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

    /** Runs that go on are left to other replicas, at once. Before Camel stops, which would fail them. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop() {
        Thread polling = poller;
        Thread listening = listener;
        poller = null;
        listener = null;
        end(polling);
        end(listening);
        executor.abandonAll();
        executor.awaitIdle(LAST_WRITES);
        lease.handOver();
    }

    /** Waits for it: the connections that it reads from are closed behind this, and would be torn from under it. */
    private static void end(@Nullable Thread thread) {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return poller != null;
    }
}
