package org.opendatagov.orchestrator.route;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Performs routes in a Camel context of their own, with other beans than the service's; routes that are started by something do not belong here. */
public final class RehearsalContext implements AutoCloseable {
    private final DefaultCamelContext own;

    private RehearsalContext(DefaultCamelContext own) {
        this.own = own;
    }

    /** @param beans all that the routes may name */
    public static RehearsalContext of(CamelContext service, Map<String, Object> beans) {
        SimpleRegistry registry = new SimpleRegistry();
        beans.forEach(registry::bind);
        DefaultCamelContext own = new DefaultCamelContext(registry);
        ScratchContext.likeService(own, service);
        return new RehearsalContext(own);
    }

    public RehearsalContext add(String name, String yaml) {
        try {
            PluginHelper.getRoutesLoader(own).loadRoutes(ResourceHelper.fromString(name, yaml));
            return this;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** Starts the routes and sends one exchange into them. @return it when it is done, with its failure where it has one */
    public Exchange perform(String uri, Processor request) {
        own.start();
        try (ProducerTemplate template = own.createProducerTemplate()) {
            return template.send(uri, request);
        } catch (java.io.IOException e) {
            throw failed(e);
        }
    }

    private static OrchestratorException failed(Exception cause) {
        return new OrchestratorException(ErrorCode.INTERNAL, "The routes could not be performed on trial.", cause);
    }

    @Override
    public void close() {
        own.stop();
    }
}
