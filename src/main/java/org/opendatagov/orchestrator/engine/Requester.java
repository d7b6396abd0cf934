package org.opendatagov.orchestrator.engine;

/**
 * Who asked for a run. Budgets count by it; a sub-workflow's run has its parent's.
 *
 * @param user empty if unknown
 * @param tenant empty where there is none
 */
public record Requester(String user, String tenant) {
    public static final Requester UNKNOWN = new Requester("", "");
}
