package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.Map;
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

    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(CountDownLatch ended, int people) {}

    void ended(UUID run) {
        Waiting found = waiting.get(run);
        if (found != null) {
            found.ended().countDown();
        }
    }

    /** Waits until the run has ended, at most so long. */
    void await(UUID run, Duration atMost, BooleanSupplier hasEnded) {
        CountDownLatch latch = join(run);
        try {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (!hasEnded.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                if (latch.getCount() == 0) {
                    // It ended here without its end being recorded: another replica records it.
                    TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
                } else {
                    boolean told = latch.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                    if (told && hasEnded.getAsBoolean()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(run);
        }
    }

    private CountDownLatch join(UUID run) {
        return waiting.merge(
                        run,
                        new Waiting(new CountDownLatch(1), 1),
                        (present, added) -> new Waiting(present.ended(), present.people() + 1))
                .ended();
    }

    private void leave(UUID run) {
        waiting.computeIfPresent(
                run,
                (id, present) -> present.people() == 1 ? null : new Waiting(present.ended(), present.people() - 1));
    }
}
