package org.opendatagov.orchestrator.openlineage;

/** Where events are kept (port). Thread-safe. */
public interface LineageEvents {
    /**
     * Takes what an event tells, all or nothing. Events may come in any order and more than once: what a newer event told stays, a run
     * that has ended does not start again.
     *
     * @return false where this very event was here before
     */
    boolean receive(LineageEvent event);
}
