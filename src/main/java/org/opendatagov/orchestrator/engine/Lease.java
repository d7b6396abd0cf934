package org.opendatagov.orchestrator.engine;

/** This replica's lease on its runs (port). */
public interface Lease {
    /** Takes the lease, with a new epoch; runs of an earlier life of this replica go back to the queue. */
    void take();

    /** Calls back, on any thread, when another replica took over. */
    void onLost(Runnable listener);
}
