package org.opendatagov.orchestrator.route;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Tries routes in a Camel context of their own, in which no consumer starts: the service's beans and placeholders are there, not its routes. */
public final class ScratchContext {
    private static final String ENDING = ".camel.yaml";
    private static final int LONGEST_REASON = 400;

    private ScratchContext() {}

    /** A route that could be loaded. */
    public record Tried(
            String id, String consumer, @Nullable String group) {}

    /**
     * @param name of the file, for messages
     * @throws OrchestratorException {@code invalid_input} with Camel's reason
     */
    public static List<Tried> load(CamelContext camel, String name, String yaml) {
        try (DefaultCamelContext scratch = new DefaultCamelContext(new DefaultRegistry(new ServiceBeans(camel)))) {
            scratch.setAutoStartup(false);
            likeService(scratch, camel);
            PluginHelper.getRoutesLoader(scratch)
                    .loadRoutes(ResourceHelper.fromString(name.endsWith(ENDING) ? name : "route" + ENDING, yaml));
            List<Tried> tried = scratch.getRouteDefinitions().stream()
                    .map(ScratchContext::tried)
                    .toList();
            scratch.start();
            return tried;
        } catch (Exception e) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem("invalid_route", "", name + ": Camel refuses it: " + reason(e))));
        }
    }

    /** Gives a context the service's placeholders and kamelets. */
    static void likeService(CamelContext own, CamelContext service) {
        own.disableJMX();
        own.getPropertiesComponent().addPropertiesSource(new ServicePlaceholders(service));
        own.getComponent("kamelet", KameletComponent.class)
                .setLocation(
                        service.getComponent("kamelet", KameletComponent.class).getLocation());
    }

    private static Tried tried(RouteDefinition route) {
        return new Tried(String.valueOf(route.getRouteId()), route.getInput().getEndpointUri(), route.getGroup());
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
    }
}
