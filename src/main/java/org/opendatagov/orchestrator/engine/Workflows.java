package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Comparison;
import org.opendatagov.orchestrator.workflow.Graph;

/** Shows the workflows in force and their versions, and takes new ones. A workflow or version that is not there is {@code not_found}. */
public interface Workflows {
    List<WorkflowView> list();

    WorkflowView find(String workflow);

    /**
     * Puts a Camel YAML route, or a definition in YAML, into force at every replica.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem; nothing changed
     */
    Published publish(String workflow, String yaml);

    /** The same for a definition. */
    Published publish(String workflow, Map<String, Object> definition);

    /** Problems of a Camel YAML route, all at once, as they would keep it from being published; none: it could be. */
    List<Problem> validate(String yaml);

    /** Newest first. */
    List<Version> versions(String workflow);

    /** Puts a version that there is into force at every replica. */
    WorkflowView activate(String workflow, int version);

    /** @param version the one in force where empty */
    Graph graph(String workflow, Optional<Integer> version);

    /** The Camel YAML text. */
    String route(String workflow, Optional<Integer> version);

    Comparison compare(String workflow, int from, int to);

    /** @param created whether the content was never seen before */
    record Published(WorkflowView workflow, boolean created) {}

    /**
     * A version of a workflow.
     *
     * @param origin {@code file} or {@code published}
     */
    record Version(int version, String origin, Instant createdAt, boolean active) {}
}
