package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    /** Waits until the run has ended, at most so long. */
    void await(UUID run, Duration atMost, BooleanSupplier hasEnded) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean ended = false;
        while (!ended) {
            CountDownLatch latch = new CountDownLatch(1);
            join(run, latch);
            try {
                ended = hasEnded.getAsBoolean();
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                if (!ended) {
                    latch.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
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
