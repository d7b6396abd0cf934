package org.opendatagov.orchestrator.engine;

/** Is told of each run that ended in this replica, once that is recorded (port). A run that is retried ends again. */
public interface EndedRuns {
    /** Must return at once and throw nothing: the thread is the engine's. */
    void ended(EndedRun run);
}
