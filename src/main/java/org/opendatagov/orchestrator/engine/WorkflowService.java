package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Comparison;
import org.opendatagov.orchestrator.workflow.Graph;
import org.opendatagov.orchestrator.workflow.Sources;
import org.springframework.stereotype.Component;

/** Makes of the templates what clients see. */
@Component
class WorkflowService implements Workflows {
    private final WorkflowTemplates templates;
    private final WorkflowPublishing publishing;
    private final TemplateStore store;
    private final ExpertRegistry experts;

    WorkflowService(
            WorkflowTemplates templates, WorkflowPublishing publishing, TemplateStore store, ExpertRegistry experts) {
        this.templates = templates;
        this.publishing = publishing;
        this.store = store;
        this.experts = experts;
    }

    @Override
    public List<WorkflowView> list() {
        return templates.current().stream().map(this::view).toList();
    }

    @Override
    public WorkflowView find(String workflow) {
        return view(inForce(workflow));
    }

    private LoadedTemplate inForce(String workflow) {
        return templates
                .current(workflow)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.NOT_FOUND,
                        "There is no workflow with this id; GET /api/v1/workflows lists those there are."));
    }

    @Override
    public Published publish(String workflow, String yaml) {
        boolean created = publishing.yaml(workflow, yaml);
        return new Published(find(workflow), created);
    }

    @Override
    public Published publish(String workflow, Map<String, Object> definition) {
        boolean created = publishing.definition(workflow, definition);
        return new Published(find(workflow), created);
    }

    @Override
    public List<Problem> validate(String yaml) {
        try {
            publishing.check(yaml);
            return List.of();
        } catch (OrchestratorException e) {
            return e.problems();
        }
    }

    @Override
    public List<Version> versions(String workflow) {
        int active = inForce(workflow).version();
        return store.versions(workflow).stream()
                .map(each -> new Version(each.version(), each.origin(), each.createdAt(), each.version() == active))
                .toList();
    }

    @Override
    public WorkflowView activate(String workflow, int version) {
        stored(workflow, version);
        publishing.activate(workflow, version);
        return find(workflow);
    }

    private LoadedTemplate stored(String workflow, int version) {
        return templates
                .stored(workflow, version)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.NOT_FOUND,
                        "The workflow has no version " + version
                                + "; GET /api/v1/workflows/{id}/versions lists them."));
    }

    private LoadedTemplate chosen(String workflow, Optional<Integer> version) {
        return version.map(number -> stored(workflow, number)).orElseGet(() -> inForce(workflow));
    }

    @Override
    public Graph graph(String workflow, Optional<Integer> version) {
        return Graph.of(chosen(workflow, version).plan());
    }

    @Override
    public String route(String workflow, Optional<Integer> version) {
        return Sources.route(chosen(workflow, version).template());
    }

    @Override
    public Comparison compare(String workflow, int from, int to) {
        return Comparison.of(stored(workflow, from).plan(), stored(workflow, to).plan());
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
