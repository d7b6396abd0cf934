package org.opendatagov.orchestrator.workflow;

import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** What the exports have in common. */
final class Exports {
    private Exports() {}

    static void refuseGroups(Plan plan, String form) {
        if (!plan.groups().isEmpty()) {
            Group first = plan.groups().getFirst();
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "Workflow '" + plan.workflow() + "' has the group '" + first.id() + "' (split or loop), which a "
                            + form + " that is written from its plan cannot say; take the workflow's own source.");
        }
    }
}
