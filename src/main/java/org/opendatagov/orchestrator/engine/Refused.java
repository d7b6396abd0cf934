package org.opendatagov.orchestrator.engine;

/** A step refuses, for its run does not go on here: it unwinds the branch, recording nothing. Stackless, for it is no error. */
final class Refused extends RuntimeException {
    Refused() {
        super("the run does not go on here", null, false, false);
    }
}
