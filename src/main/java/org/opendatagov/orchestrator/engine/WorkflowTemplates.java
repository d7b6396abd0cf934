package org.opendatagov.orchestrator.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.RouteFiles;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.RouteWriter;
import org.opendatagov.orchestrator.workflow.Template;
import org.opendatagov.orchestrator.workflow.TemplateReader;
import org.springframework.stereotype.Component;

/** The workflow templates in force, and every version that an open run needs, each loaded as a route of its own. */
@Component
class WorkflowTemplates {
    private static final String FOLDER = "workflows";

    private final TemplateStore store;
    private final ExpertRegistry experts;
    private final RouteWriter writer = new RouteWriter(EngineThreads.EXECUTOR);
    private final Map<String, LoadedTemplate> current = new TreeMap<>();
    private final Map<String, LoadedTemplate> loaded = new ConcurrentHashMap<>();

    /** A template in one version. */
    record LoadedTemplate(int version, Template template) {
        Plan plan() {
            return template.plan();
        }

        String routeId() {
            return RouteWriter.routeId(plan().workflow(), version);
        }
    }

    /** @throws OrchestratorException with every problem of every file */
    WorkflowTemplates(RouteFiles files, TemplateStore store, ExpertRegistry experts) {
        this.store = store;
        this.experts = experts;
        files.list(FOLDER).forEach(this::read);
    }

    private void read(Resource file) {
        String text = text(file);
        Template template = TemplateReader.read(text, fileName(file));
        checkExperts(template.plan(), fileName(file));
        String workflow = template.plan().workflow();
        current.put(workflow, new LoadedTemplate(store.remember(workflow, text), template));
    }

    private static String text(Resource file) {
        try (var input = file.getInputStream()) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OrchestratorException(ErrorCode.INTERNAL, fileName(file) + " cannot be read.", e);
        }
    }

    private static String fileName(Resource file) {
        String location = file.getLocation();
        return FOLDER + "/" + location.substring(location.lastIndexOf('/') + 1);
    }

    private void checkExperts(Plan plan, String file) {
        List<Problem> problems = plan.tasks().stream()
                .flatMap(task -> problem(task, file).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private Optional<Problem> problem(PlanTask task, String file) {
        String place = file + ", line " + task.line() + ": task '" + task.id() + "' ";
        if (!task.expert().isEmpty() && experts.named(task.expert()).isEmpty()) {
            String known =
                    String.join(", ", experts.all().stream().map(Expert::name).toList());
            return Optional.of(new Problem(
                    "unknown_expert",
                    "",
                    place + "names the expert '" + task.expert() + "'; there are " + known + "."));
        }
        Optional<Expert> owner = experts.owning(task.action());
        boolean known = owner.isPresent()
                && (task.expert().isEmpty() || owner.get().name().equals(task.expert()));
        return known
                ? Optional.empty()
                : Optional.of(new Problem(
                        "unknown_action",
                        "",
                        place + "names the action '" + task.action() + "', which "
                                + (task.expert().isEmpty() ? "no expert" : task.expert()) + " does not know."));
    }

    Collection<LoadedTemplate> current() {
        return List.copyOf(current.values());
    }

    Optional<LoadedTemplate> current(String workflow) {
        return Optional.ofNullable(current.get(workflow));
    }

    /** Loads the routes of all templates in force. */
    void load(CamelContext camel) {
        current.values().forEach(template -> load(template, camel));
    }

    /** The template in the version that a run began with; its route is loaded when it returns. */
    LoadedTemplate version(String workflow, int version, CamelContext camel) {
        LoadedTemplate found = loaded.get(RouteWriter.routeId(workflow, version));
        return found == null ? loadOld(workflow, version, camel) : found;
    }

    private synchronized LoadedTemplate loadOld(String workflow, int version, CamelContext camel) {
        LoadedTemplate found = loaded.get(RouteWriter.routeId(workflow, version));
        if (found != null) {
            return found;
        }
        String content = store.content(workflow, version)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.INTERNAL, "Version " + version + " of workflow '" + workflow + "' is not stored."));
        return load(new LoadedTemplate(version, TemplateReader.read(content, workflow)), camel);
    }

    private LoadedTemplate load(LoadedTemplate template, CamelContext camel) {
        String yaml = writer.write(template.template(), template.version());
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(template.routeId() + ".camel.yaml", yaml));
        } catch (Exception e) {
            throw new OrchestratorException(
                    ErrorCode.INTERNAL, "Camel refused the route of workflow '" + template.routeId() + "'.", e);
        }
        loaded.put(template.routeId(), template);
        return template;
    }

    /** The plan of a version, for views; no route is loaded. */
    Plan plan(String workflow, int version) {
        LoadedTemplate found = loaded.get(RouteWriter.routeId(workflow, version));
        if (found != null) {
            return found.plan();
        }
        return store.content(workflow, version)
                .map(content -> TemplateReader.read(content, workflow).plan())
                .orElseGet(() -> new Plan(workflow, "", List.of()));
    }
}
