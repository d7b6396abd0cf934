package org.opendatagov.orchestrator.engine;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.route.TaskRoutes;
import org.opendatagov.orchestrator.workflow.Known;
import org.springframework.stereotype.Component;

/** What a definition may name in this service, as it is now. */
@Component
class KnownWork implements Known {
    private final ExpertRegistry experts;
    private final WorkflowTemplates templates;
    private final TaskRoutes taskRoutes;

    KnownWork(ExpertRegistry experts, WorkflowTemplates templates, TaskRoutes taskRoutes) {
        this.experts = experts;
        this.templates = templates;
        this.taskRoutes = taskRoutes;
    }

    @Override
    public Set<String> experts() {
        return experts.all().stream().map(Expert::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Set<String> actions() {
        return experts.all().stream()
                .flatMap(expert -> expert.actions().stream())
                .map(ExpertAction::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<KnownAction> action(String name) {
        return experts.owning(name)
                .flatMap(owner -> experts.action(name).map(action -> new KnownAction(owner.name(), action.inputs())));
    }

    @Override
    public Set<String> taskRoutes() {
        return taskRoutes.callable();
    }

    @Override
    public Set<String> workflows() {
        return templates.names();
    }
}
