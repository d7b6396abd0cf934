package org.opendatagov.orchestrator.expert;

import java.util.concurrent.atomic.AtomicBoolean;

/** A call's place at an instance. It is given back once, with what became of the call; what is said later does not count. */
public final class Assignment {
    private final InstancePool pool;
    private final InstanceState state;
    private final long start = System.nanoTime();
    private final AtomicBoolean open = new AtomicBoolean(true);

    Assignment(InstancePool pool, InstanceState state) {
        this.pool = pool;
        this.state = state;
    }

    public ExpertInstance instance() {
        return state.instance();
    }

    /** The instance answered, be it that the request was wrong. */
    public void answered() {
        end(true);
    }

    /** The instance failed. */
    public void failed() {
        end(false);
    }

    private void end(boolean success) {
        if (open.compareAndSet(true, false)) {
            long duration = System.nanoTime() - start;
            state.window().add(duration, success);
            pool.ended(state, duration, success);
        }
    }

    /** The caller stopped the call: it tells nothing of the instance. */
    public void stopped() {
        if (open.compareAndSet(true, false)) {
            pool.giveBack(state);
        }
    }

    /** The instance's circuit breaker refused the call. */
    public void refused() {
        state.hold();
        stopped();
    }

    /** The instance could not be reached: it gets nothing more until it answers a probe. */
    public void unreachable() {
        pool.suspect(state);
        failed();
    }
}
