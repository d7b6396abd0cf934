package org.opendatagov.orchestrator.api;

import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Writes answers; all headers of the request go, so that none is echoed. */
final class Answers {
    private static final String ANSWERED = "OrchestratorAnswered";

    private Answers() {}

    /** Whether an operation, or its error configuration, has answered; else what is in the exchange is Camel's. */
    static boolean answered(Exchange exchange) {
        return exchange.getProperty(ANSWERED, false, boolean.class);
    }

    static void json(Exchange exchange, int status, Object body) {
        write(exchange, status, "application/json", ApiJson.write(body));
    }

    static void write(Exchange exchange, int status, String type, String body) {
        exchange.setProperty(ANSWERED, true);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        exchange.getMessage().setBody(body);
    }

    static void problem(Exchange exchange, OrchestratorException failure) {
        write(exchange, failure.code().status(), ProblemJson.TYPE, ProblemJson.of(failure));
    }
}
