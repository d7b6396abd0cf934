package org.opendatagov.orchestrator.knowledge;

import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** What is wrong with the content of a file; what it holds is never quoted. */
final class Unreadable {
    private Unreadable() {}

    static OrchestratorException because(String code, String message) {
        return new OrchestratorException(
                ErrorCode.INVALID_INPUT, java.util.List.of(new Problem(code, NewDocument.FILE, message)));
    }
}
