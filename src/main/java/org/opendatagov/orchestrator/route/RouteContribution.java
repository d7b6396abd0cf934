package org.opendatagov.orchestrator.route;

import org.apache.camel.CamelContext;

/** Routes that build on those of files (port): added behind them, before Camel starts. */
@FunctionalInterface
public interface RouteContribution {
    void addTo(CamelContext camel) throws Exception;
}
