package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Optional;

/**
 * How long the latest ended runs of a job took.
 *
 * @param job its id
 * @param runs how many ended runs with a known duration were looked at
 * @param medianSeconds the median of their durations
 * @param longestSeconds the longest
 */
public record RunTimes(String job, int runs, double medianSeconds, double longestSeconds) {
    /** Runs that count for a job's usual duration: the newest. */
    public static final int LOOKED_AT = 20;

    /** Of durations in milliseconds; empty where there are none. */
    public static Optional<RunTimes> of(String job, List<Long> durations) {
        List<Long> sorted = durations.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
        return Optional.of(new RunTimes(job, sorted.size(), median / 1000, sorted.getLast() / 1000.0));
    }
}
