package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a run.
 *
 * @param seq from 1, by run
 * @param kind such as {@code run_accepted}, {@code attempt}, {@code outcome}, {@code run_ended}
 * @param details by kind; of an outcome its status, summary and error, never its result
 */
public record RunEvent(
        int seq, String kind, String task, String key, int attempt, Instant at, Map<String, Object> details) {
    public RunEvent {
        details = Map.copyOf(details);
    }
}
