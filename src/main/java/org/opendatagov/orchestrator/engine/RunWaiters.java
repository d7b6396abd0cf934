package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Those who wait in this replica for a run to end. */
@Component
class RunWaiters {
    /** Runs of other replicas end without a word to this one: looked after that often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<UUID, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    /** The run ended, or stopped to wait. */
    void moved(UUID run) {
        waiting.getOrDefault(run, Set.of()).forEach(CountDownLatch::countDown);
    }

    /**
     * Waits until the run has ended, at most so long.
     *
     * @param goesOn whether it goes on in this replica: then its row need not be looked at before it moved
     * @return the row as it was when last looked at
     */
    Optional<StoredRun> await(UUID run, Duration atMost, Supplier<Boolean> goesOn, Supplier<Optional<StoredRun>> row) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            CountDownLatch latch = new CountDownLatch(1);
            join(run, latch);
            try {
                Optional<StoredRun> found = goesOn.get() ? Optional.empty() : row.get();
                boolean done = found.isPresent() && found.get().state().ended();
                long left = deadline - System.nanoTime();
                if (done || left <= 0) {
                    return found.isPresent() ? found : row.get();
                }
                latch.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return row.get();
            } finally {
                leave(run, latch);
            }
        }
    }

    private void join(UUID run, CountDownLatch latch) {
        waiting.compute(run, (id, present) -> {
            Set<CountDownLatch> latches = present == null ? ConcurrentHashMap.newKeySet() : present;
            latches.add(latch);
            return latches;
        });
    }

    private void leave(UUID run, CountDownLatch latch) {
        waiting.computeIfPresent(run, (id, latches) -> {
            latches.remove(latch);
            return latches.isEmpty() ? null : latches;
        });
    }
}
