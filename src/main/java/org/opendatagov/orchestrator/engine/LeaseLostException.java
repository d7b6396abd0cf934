package org.opendatagov.orchestrator.engine;

/** Another replica has taken over: what this one still does for its runs must not be written. */
public final class LeaseLostException extends RuntimeException {
    private final long epoch;

    /** @param epoch the one that is over */
    public LeaseLostException(long epoch) {
        super("this replica's lease was taken over", null, false, false);
        this.epoch = epoch;
    }

    public long epoch() {
        return epoch;
    }
}
