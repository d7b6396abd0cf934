package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.route.CamelModel;
import org.opendatagov.orchestrator.workflow.RouteWriter;
import org.opendatagov.orchestrator.workflow.Sources;

/** The versions of templates that Camel has routes of. Loading and dropping exclude one another. */
final class TemplateRoutes {
    private final RouteWriter writer = new RouteWriter(EngineThreads.EXECUTOR);
    private final Set<String> kamelets = Sources.taskKamelets();
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    /** @param use the number of its last use */
    private record Loaded(LoadedTemplate template, long use) {}

    /** What Camel loads. */
    String yaml(LoadedTemplate template) {
        return writer.write(template.template(), template.version());
    }

    /** For a run that is to be sent into it: it is not dropped before that run shows as open. */
    Optional<LoadedTemplate> use(String workflow, int version) {
        @Nullable
        Loaded found = loaded.computeIfPresent(
                RouteWriter.routeId(workflow, version),
                (id, now) -> new Loaded(now.template(), uses.incrementAndGet()));
        return Optional.ofNullable(found).map(Loaded::template);
    }

    Optional<LoadedTemplate> find(String workflow, int version) {
        return Optional.ofNullable(loaded.get(RouteWriter.routeId(workflow, version)))
                .map(Loaded::template);
    }

    synchronized LoadedTemplate load(LoadedTemplate template, CamelContext camel) {
        Optional<LoadedTemplate> there = use(template.plan().workflow(), template.version());
        if (there.isPresent()) {
            return there.get();
        }
        try {
            load(ResourceHelper.fromString(template.routeId() + ".camel.yaml", yaml(template)), camel);
        } catch (Exception e) {
            throw new OrchestratorException(
                    ErrorCode.INTERNAL, "Camel refused the route of workflow '" + template.routeId() + "'.", e);
        }
        loaded.put(template.routeId(), new Loaded(template, uses.incrementAndGet()));
        return template;
    }

    /** Its kamelets' routes come from route templates. */
    private static void load(Resource yaml, CamelContext camel) throws Exception {
        synchronized (CamelModel.monitor(camel)) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(yaml);
        }
    }

    /**
     * Drops the routes of versions that are not in force, that no open run goes by and no exchange is in, and the kamelets' routes that
     * no version uses any more. A run that opens meanwhile finds its version by {@link #use}, which saves it, or loads it anew.
     *
     * @param open whether an open run goes by a version
     */
    synchronized void drop(Collection<LoadedTemplate> inForce, Predicate<LoadedTemplate> open, CamelContext camel)
            throws Exception {
        long before = uses.get();
        boolean dropped = false;
        for (Loaded candidate : List.copyOf(loaded.values())) {
            LoadedTemplate template = candidate.template();
            boolean needed = inForce.contains(template)
                    || camel.getInflightRepository().size(template.routeId()) > 0
                    || open.test(template);
            if (!needed
                    && loaded.computeIfPresent(template.routeId(), (id, now) -> now.use() > before ? now : null)
                            == null) {
                remove(template.routeId(), camel.hasEndpoint("direct:" + template.routeId()), camel);
                dropped = true;
            }
        }
        if (dropped) {
            dropKamelets(camel);
        }
    }

    private void dropKamelets(CamelContext camel) throws Exception {
        Set<String> used = new HashSet<>();
        loaded.values().forEach(each -> used.addAll(each.template().template().kamelets()));
        for (RouteDefinition route : CamelModel.routes(camel)) {
            Optional<String> uri = kameletUri(route);
            if (uri.isPresent() && !used.contains(uri.get())) {
                remove(route.getRouteId(), null, camel);
            }
        }
        for (KameletEndpoint kamelet : kamelets(camel)) {
            if (camel.getRoute(kamelet.getRouteId()) == null) {
                camel.removeEndpoint(kamelet);
            }
        }
    }

    /** Of a route that Camel made of a task kamelet: the address that its users give. */
    private Optional<String> kameletUri(RouteDefinition route) {
        @Nullable Map<String, Object> parameters = route.getTemplateParameters();
        return parameters == null
                ? Optional.empty()
                : kamelets.stream()
                        .filter(name -> route.getRouteId().startsWith(name + "-"))
                        .map(name -> "kamelet:" + name + "?task=" + parameters.get("task"))
                        .findFirst();
    }

    /** Those that task steps go to, and those that the kamelets' own routes start from. */
    private List<KameletEndpoint> kamelets(CamelContext camel) {
        return camel.getEndpoints().stream()
                .filter(KameletEndpoint.class::isInstance)
                .map(KameletEndpoint.class::cast)
                .filter(kamelet -> kamelets.contains(kamelet.getTemplateId()))
                .toList();
    }

    private static void remove(String route, @Nullable Endpoint endpoint, CamelContext camel) throws Exception {
        camel.getRouteController().stopRoute(route);
        camel.removeRoute(route);
        if (endpoint != null) {
            camel.removeEndpoint(endpoint);
        }
    }
}
