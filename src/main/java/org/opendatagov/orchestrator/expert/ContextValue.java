package org.opendatagov.orchestrator.expert;

import java.time.Instant;

/**
 * One value that a task shared with those that come after it.
 *
 * @param key {@code <task>.<name>}
 * @param value JSON: map, list, string, number, boolean
 * @param source the expert that wrote it
 */
public record ContextValue(String key, Object value, String source, Instant at) {}
