package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.opendatagov.orchestrator.engine.TemplateStore.ActiveVersion;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.workflow.DefinitionReader;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.RouteWriter;
import org.opendatagov.orchestrator.workflow.Sources;
import org.opendatagov.orchestrator.workflow.Template;
import org.opendatagov.orchestrator.workflow.TemplateReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The workflow templates in force, and every version that an open run needs, each loaded as a route of its own. */
@Component
class WorkflowTemplates {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowTemplates.class);

    private final TemplateStore store;
    private final TemplateRoutes routes = new TemplateRoutes();
    private volatile Map<String, LoadedTemplate> current = Map.of();
    private volatile Set<String> local = Set.of();

    /** A template in one version. */
    record LoadedTemplate(int version, Template template) {
        Plan plan() {
            return template.plan();
        }

        String routeId() {
            return RouteWriter.routeId(plan().workflow(), version);
        }
    }

    WorkflowTemplates(TemplateStore store) {
        this.store = store;
    }

    Collection<LoadedTemplate> current() {
        return current.values();
    }

    Optional<LoadedTemplate> current(String workflow) {
        return Optional.ofNullable(current.get(workflow));
    }

    /** Ids of the workflows in force, and of those whose files are about to be. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(current.keySet());
        names.addAll(local);
        return names;
    }

    /** The workflows that this replica has files of. */
    void local(Set<String> workflows) {
        local = Set.copyOf(workflows);
    }

    /** Takes over which versions are in force; new runs go by them when this returns. What cannot be loaded changes nothing. */
    synchronized void refresh(CamelContext camel) {
        Map<String, LoadedTemplate> next = new TreeMap<>();
        for (ActiveVersion active : store.active()) {
            if (active.published() || local.contains(active.workflow())) {
                inForce(active, camel).ifPresent(template -> next.put(active.workflow(), template));
            }
        }
        Map<String, LoadedTemplate> before = current;
        current = Collections.unmodifiableMap(next);
        if (!before.equals(next)) {
            LOG.info(
                    "Workflows in force: {}",
                    next.values().stream().map(LoadedTemplate::routeId).toList());
        }
    }

    private Optional<LoadedTemplate> inForce(ActiveVersion active, CamelContext camel) {
        try {
            return Optional.of(version(active.workflow(), active.version(), camel));
        } catch (OrchestratorException e) {
            LOG.error("Version {} of workflow '{}' stays out: {}", active.version(), active.workflow(), e.text());
            return current(active.workflow());
        }
    }

    /** Drops the routes that nothing needs any more. */
    void drop(CamelContext camel) throws Exception {
        routes.drop(current.values(), template -> store.isOpen(template.plan().workflow(), template.version()), camel);
    }

    /** What Camel loads for a version. */
    String yaml(LoadedTemplate template) {
        return routes.yaml(template);
    }

    /** What Camel would load for the next version of a template. */
    String yaml(Template template) {
        return routes.yaml(new LoadedTemplate(0, template));
    }

    /** The template in the version that a run began with; its route is loaded when it returns. */
    LoadedTemplate version(String workflow, int version, CamelContext camel) {
        return routes.use(workflow, version)
                .orElseGet(() -> routes.load(
                        stored(workflow, version)
                                .orElseThrow(() -> new OrchestratorException(
                                        ErrorCode.INTERNAL,
                                        "Version " + version + " of workflow '" + workflow + "' is not stored.")),
                        camel));
    }

    /** A version as it is stored; no route is loaded. */
    Optional<LoadedTemplate> stored(String workflow, int version) {
        return store.content(workflow, version).map(content -> new LoadedTemplate(version, read(content, workflow)));
    }

    private static Template read(String content, String workflow) {
        if (!Sources.isDefinition(content, workflow)) {
            return TemplateReader.read(content, workflow);
        }
        Map<String, Object> members = Sources.definition(content);
        return Sources.template(new DefinitionReader(new AcceptedWork(members), Integer.MAX_VALUE).read(members, ""));
    }

    /** The plan of a version, for views; no route is loaded. */
    Plan plan(String workflow, int version) {
        return routes.find(workflow, version)
                .or(() -> stored(workflow, version))
                .map(LoadedTemplate::plan)
                .orElseGet(() -> new Plan(workflow, "", List.of()));
    }
}
