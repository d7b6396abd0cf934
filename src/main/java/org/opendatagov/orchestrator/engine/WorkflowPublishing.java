package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ScratchContext;
import org.opendatagov.orchestrator.workflow.DefinitionReader;
import org.opendatagov.orchestrator.workflow.Sources;
import org.opendatagov.orchestrator.workflow.Template;
import org.opendatagov.orchestrator.workflow.TemplateReader;
import org.springframework.stereotype.Component;

/** Takes new versions of workflows from clients. What they send is checked whole before anything changes. */
@Component
class WorkflowPublishing {
    private static final String NAME = "the route";

    private final KnownWork known;
    private final EngineSettings settings;
    private final TemplateStore store;
    private final WorkflowTemplates templates;
    private final CamelContext camel;

    WorkflowPublishing(
            KnownWork known,
            EngineSettings settings,
            TemplateStore store,
            WorkflowTemplates templates,
            CamelContext camel) {
        this.known = known;
        this.settings = settings;
        this.store = store;
        this.templates = templates;
        this.camel = camel;
    }

    /** @return whether the version is new */
    boolean yaml(String workflow, String text) {
        if (Sources.isDefinition(text, NAME)) {
            return definition(workflow, Sources.definition(text));
        }
        return publish(workflow, template(workflow, text));
    }

    /**
     * A template as it would be published; nothing changes.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    Template checked(String workflow, String text) {
        Template template = Sources.isDefinition(text, NAME)
                ? template(workflow, Sources.definition(text))
                : template(workflow, text);
        ScratchContext.load(camel, NAME, templates.yaml(template));
        return template;
    }

    /** Checks a route whatever its id; nothing changes. */
    void check(String text) {
        Template template = bounded(TemplateReader.read(text, NAME, known));
        ScratchContext.load(camel, NAME, templates.yaml(template));
    }

    private Template template(String workflow, String text) {
        return bounded(TemplateReader.read(text, NAME, known, workflow));
    }

    private Template bounded(Template template) {
        if (template.plan().tasks().size() > settings.maxTasks()) {
            throw invalid(List.of(new Problem(
                    "too_many_tasks",
                    "",
                    NAME + ", line 1: it has " + template.plan().tasks().size() + " tasks; at most "
                            + settings.maxTasks() + " are allowed.")));
        }
        return template;
    }

    boolean definition(String workflow, Map<String, Object> definition) {
        return publish(workflow, template(workflow, definition));
    }

    private Template template(String workflow, Map<String, Object> definition) {
        DefinitionReader reader = new DefinitionReader(known, settings.maxTasks());
        List<Problem> problems = new ArrayList<>(reader.problems(definition, ""));
        if (definition.get("workflow_id") instanceof String id && !id.equals(workflow)) {
            problems.add(new Problem("bad_id", "/workflow_id", "'" + workflow + "' was asked for."));
        }
        if (!problems.isEmpty()) {
            throw invalid(problems);
        }
        return Sources.template(reader.read(definition, ""));
    }

    private static OrchestratorException invalid(List<Problem> problems) {
        return new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
    }

    private boolean publish(String workflow, Template template) {
        ScratchContext.load(camel, NAME, templates.yaml(template));
        var remembered = store.remember(workflow, template.source(), TemplateStore.PUBLISHED);
        activate(workflow, remembered.version());
        return remembered.created();
    }

    /** The version's route is loaded here before any replica is told. */
    void activate(String workflow, int version) {
        templates.version(workflow, version, camel);
        store.activate(workflow, version);
        templates.refresh(camel);
    }
}
