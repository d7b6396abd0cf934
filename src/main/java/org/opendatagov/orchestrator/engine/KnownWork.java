package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.workflow.Known;
import org.springframework.stereotype.Component;

/** What a definition may name in this service, as it is now. */
@Component
class KnownWork implements Known {
    private final ExpertRegistry experts;
    private final WorkflowTemplates templates;
    private final CamelContext camel;

    KnownWork(ExpertRegistry experts, WorkflowTemplates templates, CamelContext camel) {
        this.experts = experts;
        this.templates = templates;
        this.camel = camel;
    }

    @Override
    public Collection<String> experts() {
        return experts.all().stream().map(Expert::name).toList();
    }

    @Override
    public Optional<String> ownerOf(String action) {
        return experts.owning(action).map(Expert::name);
    }

    @Override
    public Map<String, Object> inputsOf(String action) {
        return experts.action(action).map(ExpertAction::inputs).orElse(Map.of());
    }

    @Override
    public Collection<String> routes() {
        return camel.getRoutes().stream()
                .filter(route -> TimedCalls.TASK_GROUP.equals(route.getGroup()))
                .map(Route::getId)
                .toList();
    }

    @Override
    public Collection<String> workflows() {
        return templates.current().stream()
                .map(template -> template.plan().workflow())
                .toList();
    }

    /** The actions of an expert. */
    @Override
    public List<String> actionsOf(String expert) {
        return experts.named(expert).map(Expert::actions).orElse(List.of()).stream()
                .map(ExpertAction::name)
                .toList();
    }
}
