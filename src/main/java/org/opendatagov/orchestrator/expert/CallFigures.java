package org.opendatagov.orchestrator.expert;

/**
 * How calls went.
 *
 * @param calls all that ended since this process knows the instance
 * @param successRate share of the last 1,000 calls that were answered, 0..1; 1 where there was none
 * @param averageMillis of the last 1,000 calls, as the quantiles; 0 where there was none
 */
public record CallFigures(long calls, double successRate, double averageMillis, double p95Millis, double p99Millis) {}
