package org.opendatagov.orchestrator.dataset;

/** A frequent value, as text, masked where the column is personal, and how often it occurs. */
public record TopValue(String value, long count) {}
