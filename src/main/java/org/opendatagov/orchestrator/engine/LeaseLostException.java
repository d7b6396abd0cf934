package org.opendatagov.orchestrator.engine;

/** Another replica has taken over: what this one still does for its runs must not be written. */
public final class LeaseLostException extends RuntimeException {
    public LeaseLostException() {
        super("this replica's lease was taken over", null, false, false);
    }
}
