package org.opendatagov.orchestrator.dataset;

/**
 * Lengths in Unicode code points; {@code blank} counts empty or white-space values.
 *
 * @param pattern masked shape shared by most values, for instance {@code 999-99-9999}; empty when there is none
 */
public record TextStatistics(int minimumLength, int maximumLength, double meanLength, long blank, String pattern) {}
