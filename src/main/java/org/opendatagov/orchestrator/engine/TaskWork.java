package org.opendatagov.orchestrator.engine;

/** Does what a task, or an item of one, is about. */
interface TaskWork {
    /** Blocks. @throws Refused where it does not come to an end now */
    TaskOutcome outcome(TaskCall call);
}
