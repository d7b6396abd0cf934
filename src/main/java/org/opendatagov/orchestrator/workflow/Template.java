package org.opendatagov.orchestrator.workflow;

/**
 * A workflow template: the plan that the engine goes by, and its source.
 *
 * @param source the YAML text as it was read
 */
public record Template(Plan plan, String source) {}
