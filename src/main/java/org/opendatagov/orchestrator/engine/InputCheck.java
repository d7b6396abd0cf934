package org.opendatagov.orchestrator.engine;

import java.util.Map;

/** Checks a run's inputs when it is submitted, beyond their types (port; the check of dataset locations is one). */
public interface InputCheck {
    /** @throws org.opendatagov.orchestrator.problem.OrchestratorException with every problem, paths below {@code /inputs} */
    void check(Map<String, Object> inputs);
}
