package org.opendatagov.orchestrator.openlineage;

import org.slf4j.Logger;

/** Says in the log that something does not work when that begins, and that it works again; in between nothing. Thread-safe. */
final class SaidOnce {
    private final Logger log;
    private final String what;
    private boolean failing;

    SaidOnce(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    synchronized void fails(String why) {
        if (!failing) {
            log.warn(
                    "{}: {}. Runs go on; this is said once, and what cannot be told meanwhile is not told later.",
                    what,
                    why);
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
