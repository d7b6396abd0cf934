package org.opendatagov.orchestrator.api;

import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;

/** Camel's HTTP engine on the service's own server, whose consumers answer every error as problem+json. */
final class ProblemHttpEngine extends SpringBootPlatformHttpEngine {
    private final Executor executor;

    /** @param executor one thread a request: requests wait for runs, so its threads must be cheap */
    ProblemHttpEngine(int port, Executor executor) {
        super(port, executor);
        this.executor = executor;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new ProblemHttpConsumer(endpoint, processor, executor);
    }
}
