package org.opendatagov.orchestrator.engine;

import java.util.Optional;

/**
 * Which runs to list, newest first.
 *
 * @param text found in id or inputs
 * @param cursor as the last page gave it
 * @param limit 1..200
 */
public record RunFilter(
        Optional<String> workflow,
        Optional<RunState> status,
        Optional<String> text,
        Optional<String> cursor,
        int limit) {}
