package org.opendatagov.orchestrator.route;

/**
 * A route file as it is now.
 *
 * @param name with its folder, such as {@code workflows/onboard_dataset.camel.yaml}
 */
public record RouteFile(String name, String text) {}
