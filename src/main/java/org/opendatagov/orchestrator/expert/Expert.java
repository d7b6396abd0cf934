package org.opendatagov.orchestrator.expert;

import java.util.List;

/** A specialised expert: rules that compute evidence from data and conclude findings from it. Thread-safe. */
public interface Expert {
    /** The kind's name in definitions, for instance {@code SchemaExpert}. */
    String name();

    List<ExpertAction> actions();

    /**
     * Performs an action. Blocks; interrupted, it stops its queries and throws.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException with what was expected, where an input is
     *     missing or wrong, or a dataset cannot be read
     */
    ExpertReport perform(ExpertRequest request);
}
