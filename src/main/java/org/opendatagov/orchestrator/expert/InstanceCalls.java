package org.opendatagov.orchestrator.expert;

import java.util.Optional;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Has an action performed at a given instance, wherever that is. */
public final class InstanceCalls {
    private final ExpertRegistry experts;
    private final Optional<ExpertTransport> transport;

    InstanceCalls(ExpertRegistry experts, Optional<ExpertTransport> transport) {
        this.experts = experts;
        this.transport = transport;
    }

    /** Blocks; interrupted, the work is stopped. */
    public ExpertReport perform(ExpertInstance instance, ExpertRequest request) {
        if (instance.address().isPresent()) {
            return transport.orElseThrow().perform(instance, request);
        }
        return experts.named(instance.expertName())
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_EXPERT, "There is no expert called '" + instance.expertName() + "'."))
                .perform(request);
    }
}
