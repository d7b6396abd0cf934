package org.opendatagov.orchestrator.engine;

import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.stereotype.Component;

/** Which expert a task is for: the one that it names, else the one whose capability owns its action. */
@Component
class TaskExperts {
    private final ExpertRegistry experts;

    TaskExperts(ExpertRegistry experts) {
        this.experts = experts;
    }

    /** Empty where the task is no expert's, or nobody owns its action (any more). */
    String of(PlanTask task) {
        if (!task.expert().isEmpty() || !(task.work() instanceof Work.ExpertAction named)) {
            return task.expert();
        }
        return experts.owning(named.action()).map(Expert::name).orElse("");
    }
}
