package org.opendatagov.orchestrator.engine;

import java.time.Instant;

/** This replica's lease on its runs (port). */
public interface Lease {
    /** Rises each time that the lease is taken; what is written for a run carries the one under which the run was taken. */
    long epoch();

    /** The time by the clock that all replicas go by, the store's. */
    Instant now();

    /**
     * Whether it was not renewed for as long as it lasts: the store is away, or this process stood still. Others may have taken the runs; nothing
     * is begun until that is known.
     */
    boolean overdue();

    /** Gives up the lease: other replicas take its runs at once, and nothing is written under it any more. */
    void handOver();

    /** Calls back, on any thread, when another replica took over. */
    void onLost(Runnable listener);
}
