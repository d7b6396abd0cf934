package org.opendatagov.orchestrator.engine;

import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.stereotype.Component;

/** Work of every kind: what the items of a fan-out are about. */
@Component
class AllWork implements TaskWork {
    private final TaskAttempts attempts;
    private final Approvals approvals;
    private final SubWorkflows subWorkflows;

    AllWork(TaskAttempts attempts, Approvals approvals, SubWorkflows subWorkflows) {
        this.attempts = attempts;
        this.approvals = approvals;
        this.subWorkflows = subWorkflows;
    }

    @Override
    public TaskOutcome outcome(TaskCall call) {
        return switch (call.task().work()) {
            case Work.ExpertAction action -> attempts.outcome(call);
            case Work.TaskRoute route -> attempts.outcome(call);
            case Work.SubWorkflow sub -> subWorkflows.outcome(call);
            case Work.Approval approval -> approvals.outcome(call);
        };
    }
}
