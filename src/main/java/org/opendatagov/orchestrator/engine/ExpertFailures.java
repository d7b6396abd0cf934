package org.opendatagov.orchestrator.engine;

import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one kind of exception of what an expert call may throw. */
final class ExpertFailures {
    private static final Logger LOG = LoggerFactory.getLogger(ExpertFailures.class);

    private ExpertFailures() {}

    static OrchestratorException translated(@Nullable Throwable failure, TaskCall call) {
        if (failure instanceof OrchestratorException known) {
            return known;
        }
        if (failure instanceof DirectConsumerNotAvailableException) {
            return new OrchestratorException(
                    ErrorCode.UNAVAILABLE,
                    "Task '%s' (%s) met a route that had just gone; the next attempt finds the one in force."
                            .formatted(call.task().id(), call.task().action()),
                    failure);
        }
        return unexpected(failure, call);
    }

    private static OrchestratorException unexpected(@Nullable Throwable failure, TaskCall call) {
        // The message of a foreign exception may quote data: its type and place alone are logged.
        Throwable first = failure != null && failure.getCause() instanceof Error error ? error : failure;
        LOG.error(
                "Task {} of run {} failed unexpectedly: {} at {}",
                call.task().id(),
                call.run().id(),
                first == null ? "no cause" : first.getClass().getName(),
                first == null || first.getStackTrace().length == 0 ? "?" : first.getStackTrace()[0]);
        return new OrchestratorException(
                ErrorCode.INTERNAL,
                "Task '%s' (%s) failed for a reason that it should not have; the service's log names the place."
                        .formatted(call.task().id(), call.task().action()),
                failure);
    }
}
