package org.opendatagov.orchestrator.route;

import java.util.List;
import org.apache.camel.CamelContext;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** A folder whose files come into force while the service runs (port). */
public interface ReloadedFolder {
    /** Its name below the routes folder. */
    String folder();

    /**
     * Puts a new or changed file into force, whole or not at all; a file that did not change costs nothing.
     *
     * @return ids of what it holds
     * @throws OrchestratorException with every problem, each with file and line where it has one; what ran before goes on
     */
    List<String> put(RouteFile file, CamelContext camel);

    /** Takes what a file held out of force. */
    void remove(String name, CamelContext camel);
}
