package org.opendatagov.orchestrator.engine;

/** The service stops: nothing is written any more. */
public final class JournalClosedException extends RuntimeException {
    public JournalClosedException() {
        super("the journal is closed", null, false, false);
    }
}
