package org.opendatagov.orchestrator.engine;

import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** A task that has no recorded outcome yet, on its way to its expert. */
record TaskCall(RunExecution run, PlanTask task, ExpertRequest request, String inputHash) {
    Map<String, Object> inputs() {
        return request.inputs();
    }
}
