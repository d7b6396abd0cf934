package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question to the lineage graph.
 *
 * @param start ids of datasets or jobs
 * @param depth how many datasets away the farthest may be, 1 to {@value #DEEPEST}; jobs between them do not count
 * @param limit how many nodes the answer may have, 1 to {@value #LARGEST}; the nearest are kept
 * @param at the edges that were known then; absent: those that hold now
 */
public record GraphQuery(List<String> start, Direction direction, int depth, int limit, Optional<Instant> at) {
    public static final int DEEPEST = 100;
    public static final int LARGEST = 10_000;
    /** What fits on a screen and into 50 ms. */
    public static final int USUAL = 1_000;

    private static final int EDGES_A_NODE = 20;

    public GraphQuery {
        start = List.copyOf(start);
        if (depth < 1 || depth > DEEPEST || limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("depth must be 1 to %d, limit 1 to %d".formatted(DEEPEST, LARGEST));
        }
    }

    /** How many edges the answer may have, so that a few hundred nodes of which each leads to each stay readable too. */
    public int mostEdges() {
        return EDGES_A_NODE * Math.max(limit, USUAL);
    }

    /** All that is known now, up to the usual size. */
    public static GraphQuery of(String start, Direction direction) {
        return new GraphQuery(List.of(start), direction, DEEPEST, USUAL, Optional.empty());
    }
}
