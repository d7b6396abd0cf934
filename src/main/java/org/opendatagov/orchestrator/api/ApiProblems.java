package org.opendatagov.orchestrator.api;

import java.util.Arrays;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers what went wrong in a route of the API. */
@Component("apiProblems")
class ApiProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private static final int FRAMES = 8;

    public void answer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        OrchestratorException known = known(failure);
        Answers.problem(exchange, known);
    }

    /** What a failure is to its caller. A failure that is none of ours is logged by its place alone: its message may quote data. */
    static OrchestratorException known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OrchestratorException found) {
                return found;
            }
        }
        LOG.error("A request failed unexpectedly: {}", place(failure));
        return new OrchestratorException(
                ErrorCode.INTERNAL,
                "The request failed for a reason that it should not have; the service's log names the place.");
    }

    private static String place(Throwable failure) {
        StringBuilder place = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            place.append(cause.getClass().getName());
            Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .forEach(frame -> place.append("\n    at ").append(frame));
            place.append('\n');
        }
        return place.toString().strip();
    }
}
