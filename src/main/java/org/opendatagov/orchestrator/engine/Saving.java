package org.opendatagov.orchestrator.engine;

/**
 * What a fork did not have to do again.
 *
 * @param outcomes how many it took over from the run that it is a fork of; each item of a fan-out, split or loop is one
 * @param seconds that these took there, taken together
 */
public record Saving(int outcomes, double seconds) {}
