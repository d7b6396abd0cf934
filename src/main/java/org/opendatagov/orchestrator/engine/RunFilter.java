package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which runs to list, newest first.
 *
 * @param text found in id or inputs
 * @param labels all of which the run has
 * @param inputs all of which the run has, as text
 * @param since runs made at this time or later
 * @param before runs made earlier than this
 * @param cursor as the last page gave it
 * @param limit 1..200
 */
public record RunFilter(
        Optional<String> workflow,
        Optional<RunState> status,
        Optional<String> text,
        Map<String, String> labels,
        Map<String, String> inputs,
        Optional<Instant> since,
        Optional<Instant> before,
        Optional<String> cursor,
        int limit) {
    public RunFilter {
        labels = Map.copyOf(labels);
        inputs = Map.copyOf(inputs);
    }

    public RunFilter(
            Optional<String> workflow,
            Optional<RunState> status,
            Optional<String> text,
            Optional<String> cursor,
            int limit) {
        this(workflow, status, text, Map.of(), Map.of(), Optional.empty(), Optional.empty(), cursor, limit);
    }
}
