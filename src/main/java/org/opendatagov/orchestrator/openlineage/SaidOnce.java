package org.opendatagov.orchestrator.openlineage;

import org.slf4j.Logger;

/** Says in the log that something does not work when that begins, and that it works again; in between nothing. Thread-safe. */
final class SaidOnce {
    static final String LOST = "what cannot be told meanwhile is not told later";

    private final Logger log;
    private final String what;
    private final String meanwhile;
    private boolean failing;

    /** @param meanwhile what becomes of what cannot be told until it works again */
    SaidOnce(Logger log, String what, String meanwhile) {
        this.log = log;
        this.what = what;
        this.meanwhile = meanwhile;
    }

    synchronized void fails(String why) {
        if (!failing) {
            log.warn("{}: {}. Runs go on; this is said once, and {}.", what, why, meanwhile);
        }
        failing = true;
    }

    synchronized void works() {
        if (failing) {
            log.info("{}: that is over", what);
        }
        failing = false;
    }
}
