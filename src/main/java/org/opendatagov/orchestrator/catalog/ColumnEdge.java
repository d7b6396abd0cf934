package org.opendatagov.orchestrator.catalog;

import java.time.Instant;

/**
 * A column of one dataset goes into a column of another.
 *
 * @param upstream dataset id
 * @param downstreamColumn empty where it shapes the whole dataset: as a filter, in a join, for an order
 * @param job id of the job that does it; empty where no event tells
 * @param type {@code DIRECT} (its values go in), {@code INDIRECT} (it decides which rows or groups there are), empty where not told
 * @param subtype such as {@code IDENTITY, TRANSFORMATION, AGGREGATION, FILTER, JOIN}; empty where not told
 * @param masking whether the original value cannot be read any more, as the event says
 */
public record ColumnEdge(
        String upstream,
        String upstreamColumn,
        String downstream,
        String downstreamColumn,
        String job,
        String type,
        String subtype,
        boolean masking,
        String description,
        Instant firstSeen,
        Instant lastSeen) {
    /** Whether values go along, not only their influence on which rows there are. */
    public boolean direct() {
        return !type.equals("INDIRECT") && !downstreamColumn.isEmpty();
    }
}
