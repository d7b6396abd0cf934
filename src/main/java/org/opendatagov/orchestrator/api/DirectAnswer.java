package org.opendatagov.orchestrator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Judgement;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** What became of an action that was asked for directly. */
sealed interface DirectAnswer {
    /** It was done. */
    record Done(
            UUID runId,
            String summary,
            List<Finding> findings,
            Map<String, Object> result,
            Optional<Judgement> judgement)
            implements DirectAnswer {}

    /** It failed. */
    record Failed(OrchestratorException failure) implements DirectAnswer {}

    /** It goes on still. */
    record Open() implements DirectAnswer {}

    /** An item's failure. */
    record ItemError(String code, List<Problem> errors) {}
}
