package org.opendatagov.orchestrator.api;

import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * Answers what fails before a route of the API takes the request, or behind its error configuration. Camel would send
 * an empty text, or for an unknown path the request's own body.
 */
final class ProblemHttpConsumer extends SpringBootPlatformHttpConsumer {
    ProblemHttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, Executor executor) {
        super(endpoint, processor, executor);
    }

    @Override
    protected void afterProcess(HttpServletResponse response, Exchange exchange) throws Exception {
        if (exchange.isFailed()) {
            Answers.problem(exchange, ApiProblems.known(exchange.getException()));
            exchange.setException(null);
        } else if (!Answers.answered(exchange)) {
            refuse(response, exchange);
        }
        super.afterProcess(response, exchange);
    }

    /** The contract has no such operation, so none was called. */
    private static void refuse(HttpServletResponse response, Exchange exchange) {
        String allow = exchange.getMessage().getHeader("Allow", String.class);
        boolean otherMethod = allow != null
                && Integer.valueOf(405).equals(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        if (otherMethod) {
            response.setHeader("Allow", allow);
        }
        Answers.problem(
                exchange,
                otherMethod
                        ? new OrchestratorException(
                                ErrorCode.METHOD_NOT_ALLOWED,
                                "This path does not take this method; it takes " + allow + ".")
                        : new OrchestratorException(ErrorCode.NOT_FOUND, ProblemJson.detail(404)));
    }
}
