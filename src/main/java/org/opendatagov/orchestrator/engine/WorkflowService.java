package org.opendatagov.orchestrator.engine;

import java.util.List;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.springframework.stereotype.Component;

/** Makes of the templates in force what clients see. */
@Component
class WorkflowService implements Workflows {
    private final WorkflowTemplates templates;
    private final ExpertRegistry experts;

    WorkflowService(WorkflowTemplates templates, ExpertRegistry experts) {
        this.templates = templates;
        this.experts = experts;
    }

    @Override
    public List<WorkflowView> list() {
        return templates.current().stream().map(this::view).toList();
    }

    private WorkflowView view(LoadedTemplate template) {
        RunInputs inputs = new RunInputs(template.plan(), experts, false);
        return new WorkflowView(
                template.plan().workflow(),
                template.version(),
                template.plan().description(),
                inputs.types(),
                inputs.required().stream().sorted().toList(),
                template.plan().levels(),
                template.plan().tasks().stream()
                        .map(task -> new WorkflowView.WorkflowTask(
                                task.id(), task.expert(), task.action(), List.copyOf(task.dependsOn())))
                        .toList());
    }
}
