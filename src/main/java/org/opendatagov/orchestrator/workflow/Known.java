package org.opendatagov.orchestrator.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a workflow may name: whoever reads a definition says what there is. Thread-safe. */
public interface Known {
    /** Names of the experts. */
    Set<String> experts();

    /** Names of all actions. */
    Set<String> actions();

    Optional<KnownAction> action(String name);

    /** Ids of the routes of group {@code tasks}. */
    Set<String> taskRoutes();

    /** Ids of the workflows that a task may start. */
    Set<String> workflows();

    /**
     * An action that a task may name.
     *
     * @param expert the expert whose capability owns it
     * @param inputs JSON schema of its inputs
     */
    record KnownAction(String expert, Map<String, Object> inputs) {}
}
