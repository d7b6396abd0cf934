package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;

/** Whether a run is to stop before its end and why, and how its work that goes on is interrupted then. Thread-safe. */
final class RunHalt {
    /** The later ones outweigh those before. */
    enum State {
        NONE,
        PAUSED,
        FAILED,
        CANCELLED,
        ABANDONED
    }

    private final Runnable onHalt;
    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);
    private final AtomicReference<@Nullable Problem> failure = new AtomicReference<>();
    private final Set<Runnable> inFlight = ConcurrentHashMap.newKeySet();
    private final CountDownLatch halted = new CountDownLatch(1);
    private volatile boolean interrupting;

    /** @param onHalt what keeps the tasks that wait from starting */
    RunHalt(Runnable onHalt) {
        this.onHalt = onHalt;
    }

    State state() {
        return state.get();
    }

    boolean stopping() {
        return state() != State.NONE;
    }

    /** The run went to another replica: nothing of it may be written or ended here. */
    boolean abandoned() {
        return state() == State.ABANDONED;
    }

    /** What failed the run first, where it fails for a cause. */
    Optional<Problem> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Nothing new starts, what runs may end. */
    void fail(Problem problem) {
        failure.compareAndSet(null, problem);
        halt(State.FAILED);
    }

    /** Nothing new starts, and what runs is interrupted. */
    void failNow(Problem problem) {
        fail(problem);
        interrupt();
    }

    /** Nothing new starts, what runs may end. */
    void pause() {
        halt(State.PAUSED);
    }

    void cancel() {
        halt(State.CANCELLED);
        interrupt();
    }

    void abandon() {
        halt(State.ABANDONED);
        interrupt();
    }

    private void halt(State next) {
        state.accumulateAndGet(next, (now, other) -> other.compareTo(now) > 0 ? other : now);
        halted.countDown();
        onHalt.run();
    }

    private void interrupt() {
        interrupting = true;
        inFlight.forEach(Runnable::run);
    }

    /** How work that goes on now is interrupted. */
    void register(Runnable interrupt) {
        inFlight.add(interrupt);
        if (interrupting) {
            interrupt.run();
        }
    }

    void unregister(Runnable interrupt) {
        inFlight.remove(interrupt);
    }

    /** Waits so long, or throws {@link Refused} when the run stops meanwhile. */
    void rest(Duration time) {
        try {
            if (halted.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Refused();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused();
        }
    }
}
