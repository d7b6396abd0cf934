package org.opendatagov.orchestrator.workflow;

/** What a task does. */
public sealed interface Work {
    /**
     * An expert's action.
     *
     * @param expert empty: the capability that owns the action decides
     */
    record ExpertAction(String expert, String action) implements Work {}

    /** A Camel route of group {@code tasks}. */
    record TaskRoute(String route) implements Work {}

    /** A run of another workflow; its report's results are this task's result. */
    record SubWorkflow(String workflow) implements Work {}

    /** Waits until a person approves or rejects. */
    record Approval() implements Work {}
}
