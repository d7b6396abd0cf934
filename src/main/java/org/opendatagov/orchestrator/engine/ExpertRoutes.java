package org.opendatagov.orchestrator.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Navigate;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.BreakerState;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertSettings.Breaker;
import org.opendatagov.orchestrator.expert.InstanceRoutes;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.route.CamelModel;

/** Routes of instances, made from the route template {@code expert-instance}. */
final class ExpertRoutes implements InstanceRoutes {
    private static final String TEMPLATE = "expert-instance";
    private static final String PREFIX = "expert-";

    /** A call that has been given back is still in its route for a moment. */
    private static final long STOP_SECONDS = 5;

    private final CamelContext camel;
    private final Breaker settings;
    private final Map<String, ResilienceProcessor> breakers = new ConcurrentHashMap<>();

    ExpertRoutes(CamelContext camel, Breaker settings) {
        this.camel = camel;
        this.settings = settings;
    }

    @Override
    public void add(ExpertInstance instance) {
        String routeId = PREFIX + instance.expertId();
        if (camel.getRoute(routeId) != null) {
            return;
        }
        try {
            synchronized (CamelModel.monitor(camel)) {
                camel.addRouteFromTemplate(routeId, TEMPLATE, parameters(instance.expertId()));
            }
        } catch (Exception e) {
            throw new OrchestratorException(ErrorCode.INTERNAL, "Camel refused the route '" + routeId + "'.", e);
        }
    }

    private Map<String, Object> parameters(String expertId) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("instance", expertId);
        parameters.put("failureRate", settings.failureRate());
        parameters.put("slowCallRate", settings.slowCallRate());
        parameters.put("slowCallSeconds", Math.max(1, settings.slowCall().toSeconds()));
        parameters.put("window", settings.window());
        parameters.put("minimumCalls", settings.minimumCalls());
        parameters.put("openSeconds", Math.max(1, settings.openFor().toSeconds()));
        parameters.put("halfOpenCalls", settings.halfOpenCalls());
        return parameters;
    }

    /** Its endpoint goes with it, else one would be left for every instance that ever was. */
    @Override
    public void remove(String expertId) {
        String routeId = PREFIX + expertId;
        breakers.remove(expertId);
        try {
            camel.getRouteController().stopRoute(routeId, STOP_SECONDS, TimeUnit.SECONDS);
            camel.removeRoute(routeId);
            camel.removeEndpoints("direct:" + routeId);
        } catch (Exception e) {
            throw new OrchestratorException(ErrorCode.INTERNAL, "The route '" + routeId + "' did not end.", e);
        }
    }

    @Override
    public BreakerState breaker(String expertId) {
        ResilienceProcessor breaker = breakers.get(expertId);
        if (breaker == null) {
            breaker = find(expertId);
            if (breaker == null) {
                return BreakerState.CLOSED;
            }
            breakers.put(expertId, breaker);
        }
        return switch (breaker.getCircuitBreakerState()) {
            case "OPEN", "FORCED_OPEN" -> BreakerState.OPEN;
            case "HALF_OPEN" -> BreakerState.HALF_OPEN;
            default -> BreakerState.CLOSED;
        };
    }

    /** None until the route is built, which is when Camel starts. */
    private @Nullable ResilienceProcessor find(String expertId) {
        Route route = camel.getRoute(PREFIX + expertId);
        return route == null ? null : find(route.navigate());
    }

    private static @Nullable ResilienceProcessor find(@Nullable Navigate<?> parent) {
        if (parent == null || !parent.hasNext()) {
            return null;
        }
        for (Object child : parent.next()) {
            if (child instanceof ResilienceProcessor breaker) {
                return breaker;
            }
            ResilienceProcessor below = child instanceof Navigate<?> inner ? find(inner) : null;
            if (below != null) {
                return below;
            }
        }
        return null;
    }
}
