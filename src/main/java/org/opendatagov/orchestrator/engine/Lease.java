package org.opendatagov.orchestrator.engine;

/** This replica's lease on its runs (port). */
public interface Lease {
    /** Rises each time that the lease is taken; what is written for a run carries the one under which the run was taken. */
    long epoch();

    /** Calls back, on any thread, when another replica took over. */
    void onLost(Runnable listener);
}
