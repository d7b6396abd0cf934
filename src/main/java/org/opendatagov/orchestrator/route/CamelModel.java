package org.opendatagov.orchestrator.route;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/**
 * Camel's model of its routes. Camel changes it under its monitor, but gives its lists out as they live, and goes through its route templates
 * without it: so whoever reads the lists or makes a route while others may come and go holds the monitor.
 */
public final class CamelModel {
    private CamelModel() {}

    /** The monitor; taken before any lock of the context's own, as Camel does. */
    public static Object monitor(CamelContext camel) {
        return model(camel);
    }

    /** The routes as they are in this moment. */
    public static List<RouteDefinition> routes(CamelContext camel) {
        Model model = model(camel);
        synchronized (model) {
            return List.copyOf(model.getRouteDefinitions());
        }
    }

    /** Nothing happens where there is none. */
    static void removeDefinition(String routeId, CamelContext camel) throws Exception {
        Model model = model(camel);
        synchronized (model) {
            RouteDefinition route = model.getRouteDefinition(routeId);
            if (route != null) {
                model.removeRouteDefinition(route);
            }
        }
    }

    private static Model model(CamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
