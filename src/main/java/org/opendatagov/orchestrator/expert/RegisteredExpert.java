package org.opendatagov.orchestrator.expert;

import java.util.List;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** A kind of expert that instances elsewhere serve; in this process it is known by its actions alone. */
public record RegisteredExpert(String name, List<ExpertAction> actions) implements Expert {
    public RegisteredExpert {
        actions = List.copyOf(actions);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        throw new OrchestratorException(
                ErrorCode.UNAVAILABLE, name + " is served by instances elsewhere, not in this process.");
    }
}
