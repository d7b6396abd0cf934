package org.opendatagov.orchestrator.dataset;

/** Values in {@code [from, to)}; the last bin includes {@code to}. */
public record HistogramBin(double from, double to, long count) {}
