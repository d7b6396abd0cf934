package org.opendatagov.orchestrator.expert;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An instance with what this process knows of it. What changes is guarded by its pool's lock, unless it is volatile. */
final class InstanceState {
    /** How long an instance is let alone whose breaker, half open, has all the calls that it wants. */
    private static final long HOLD = TimeUnit.MILLISECONDS.toNanos(50);

    private final CallWindow window = new CallWindow();
    private final int halfOpenCalls;
    private final Supplier<BreakerState> breaker;

    private volatile ExpertInstance instance;
    private volatile String sick = "";
    private volatile String silent = "";
    private volatile boolean routed;
    private volatile boolean gone;
    private volatile int load;
    private volatile int foreignLoad;
    private volatile long heldUntil = System.nanoTime();
    private volatile long since = System.nanoTime();
    private long turn;

    InstanceState(ExpertInstance instance, int halfOpenCalls, Supplier<BreakerState> breaker) {
        this.instance = instance;
        this.halfOpenCalls = halfOpenCalls;
        this.breaker = breaker;
    }

    ExpertInstance instance() {
        return instance;
    }

    void instance(ExpertInstance changed) {
        instance = changed;
        gone = false;
    }

    CallWindow window() {
        return window;
    }

    int load() {
        return load;
    }

    /** Its part of what it can do that is taken; counts what others sent it, as it said when it was last asked. */
    double share() {
        return (double) (load + foreignLoad) / instance.maxConcurrentTasks();
    }

    long turn() {
        return turn;
    }

    /** Another task goes there; {@code number} rises with every task of the pool. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the pool's lock alone
    void take(long number) {
        load++;
        turn = number;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the pool's lock alone
    void giveBack() {
        load--;
    }

    /** Nothing goes there for a moment. */
    void hold() {
        heldUntil = System.nanoTime() + HOLD;
    }

    void routed() {
        routed = true;
    }

    void sick(String reason) {
        sick = reason;
    }

    void silent(String reason) {
        silent = reason;
    }

    void heard(int foreign, Duration uptime) {
        foreignLoad = foreign;
        since = System.nanoTime() - uptime.toNanos();
    }

    void up(Duration uptime) {
        since = System.nanoTime() - uptime.toNanos();
    }

    void leave() {
        gone = true;
    }

    boolean gone() {
        return gone;
    }

    boolean performs(String action) {
        return instance.actions().contains(action);
    }

    /** Why it gets no task; empty where it may get one. */
    String reason() {
        if (gone || !routed) {
            return gone ? "deregistered" : "starting";
        }
        if (!sick.isEmpty() || !silent.isEmpty()) {
            return sick.isEmpty() ? silent : sick;
        }
        return broken() ? "failed too often of late; its circuit breaker is open" : "";
    }

    boolean broken() {
        return breaker.get() == BreakerState.OPEN;
    }

    boolean well() {
        return reason().isEmpty();
    }

    boolean free() {
        return load < limit() && well() && System.nanoTime() - heldUntil >= 0;
    }

    private int limit() {
        int most = instance.maxConcurrentTasks();
        return breaker.get() == BreakerState.HALF_OPEN ? Math.min(most, halfOpenCalls) : most;
    }

    InstanceView view() {
        String reason = reason();
        int all = load + foreignLoad;
        InstanceStatus room = load >= limit() ? InstanceStatus.BUSY : InstanceStatus.AVAILABLE;
        return new InstanceView(
                instance,
                reason.isEmpty() ? room : InstanceStatus.OFFLINE,
                reason,
                breaker.get(),
                all,
                window.figures(),
                Duration.ofNanos(System.nanoTime() - since));
    }
}
