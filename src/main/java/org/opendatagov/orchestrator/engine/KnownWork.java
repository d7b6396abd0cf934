package org.opendatagov.orchestrator.engine;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
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
    private final CamelContext camel;

    KnownWork(ExpertRegistry experts, WorkflowTemplates templates, TaskRoutes taskRoutes, CamelContext camel) {
        this.experts = experts;
        this.templates = templates;
        this.taskRoutes = taskRoutes;
        this.camel = camel;
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

    /** One whose file is swapped in this moment is known, too: the swap may begin or end while the others are read. */
    @Override
    public Set<String> taskRoutes() {
        Set<String> known = new TreeSet<>(taskRoutes.beingSwapped());
        camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                .filter(route -> TimedCalls.TASK_GROUP.equals(route.getGroup()))
                .map(RouteDefinition::getId)
                .forEach(known::add);
        known.addAll(taskRoutes.beingSwapped());
        return known;
    }

    @Override
    public Set<String> workflows() {
        return templates.names();
    }
}
