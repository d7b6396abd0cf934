package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Those who wait in this replica for a run to end. */
@Component
class RunWaiters {
    /** Runs of other replicas end without a word to this one: looked after that often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<UUID, Set<Waiter>> waiting = new ConcurrentHashMap<>();

    /**
     * A run as it was when last looked at.
     *
     * @param run empty: nobody looked
     * @param history where it is known without asking the store
     */
    record Seen(Optional<StoredRun> run, Optional<RunHistory> history) {
        static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty());

        static Seen row(Optional<StoredRun> row) {
            return new Seen(row, Optional.empty());
        }
    }

    private static final class Waiter {
        private final CompletableFuture<Seen> seen = new CompletableFuture<>();
    }

    /** The run stopped to wait, or went elsewhere. */
    void moved(UUID run) {
        waiting.getOrDefault(run, Set.of()).forEach(waiter -> waiter.seen.complete(Seen.NOTHING));
    }

    /** The run ended here, and that is recorded: who waits need not ask the store. */
    void ended(UUID run, Supplier<Seen> end) {
        Set<Waiter> waiters = waiting.getOrDefault(run, Set.of());
        if (!waiters.isEmpty()) {
            Seen seen = end.get();
            waiters.forEach(waiter -> waiter.seen.complete(seen));
        }
    }

    /**
     * Waits until the run has ended, at most so long.
     *
     * @param goesOn whether it goes on in this replica: then its row need not be looked at before it moved
     * @return the run as it was when last looked at
     */
    Seen await(UUID run, Duration atMost, Supplier<Boolean> goesOn, Supplier<Optional<StoredRun>> row) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Waiter waiter = new Waiter();
            join(run, waiter);
            try {
                Optional<StoredRun> found = goesOn.get() ? Optional.empty() : row.get();
                long left = deadline - System.nanoTime();
                if (found.filter(now -> now.state().ended()).isPresent() || left <= 0) {
                    return Seen.row(found.isPresent() ? found : row.get());
                }
                Seen seen = waiter.seen
                        .completeOnTimeout(Seen.NOTHING, Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS)
                        .get();
                if (seen.run().isPresent()) {
                    return seen;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Seen.row(row.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } finally {
                leave(run, waiter);
            }
        }
    }

    private void join(UUID run, Waiter waiter) {
        waiting.compute(run, (id, present) -> {
            Set<Waiter> waiters = present == null ? ConcurrentHashMap.newKeySet() : present;
            waiters.add(waiter);
            return waiters;
        });
    }

    private void leave(UUID run, Waiter waiter) {
        waiting.computeIfPresent(run, (id, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }
}
