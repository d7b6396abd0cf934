package org.opendatagov.orchestrator.route;

import java.util.List;

/** Shows the files that are reloaded. */
public interface RouteStates {
    /** By file, then id. */
    List<RouteStatus> list();
}
