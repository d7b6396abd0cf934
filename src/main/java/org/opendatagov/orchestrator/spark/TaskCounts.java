package org.opendatagov.orchestrator.spark;

/** How many tasks run, ended well, failed and were killed. */
public record TaskCounts(int active, int complete, int failed, int killed) {
    /** Those that ended. */
    public int ended() {
        return complete + failed + killed;
    }
}
