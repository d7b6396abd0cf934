package org.opendatagov.orchestrator.workflow;

import java.util.List;

/**
 * A task as read, before it is known to fit with the others.
 *
 * @param dependencies as the author wrote them, to point at
 * @param uses the expressions that it holds
 */
record Draft(PlanTask task, Place place, List<String> dependencies, List<Use> uses) {
    /**
     * An expression in a task.
     *
     * @param member where, as a JSON Pointer within the task
     * @param itemAllowed whether {@code item} and {@code index} exist there
     */
    record Use(String member, Expression expression, boolean itemAllowed) {}
}
