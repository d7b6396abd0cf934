package org.opendatagov.orchestrator.expert;

import java.util.Arrays;

/** Durations and ends of an instance's last calls. Thread-safe. */
final class CallWindow {
    /** Enough for a P99 that ten calls decide, small enough to sort when somebody looks. */
    private static final int SIZE = 1_000;

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos = new long[SIZE];
    private final boolean[] succeeded = new boolean[SIZE];
    private long calls;

    synchronized void add(long duration, boolean success) {
        int at = (int) (calls % SIZE);
        nanos[at] = duration;
        succeeded[at] = success;
        calls++;
    }

    /** The figures of the window; latencies are 0 and the rate is 1 where there was no call yet. */
    synchronized CallFigures figures() {
        int size = (int) Math.min(calls, SIZE);
        if (size == 0) {
            return new CallFigures(0, 1, 0, 0, 0);
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int successes = 0;
        for (int at = 0; at < size; at++) {
            successes += succeeded[at] ? 1 : 0;
        }
        return new CallFigures(
                calls,
                (double) successes / size,
                Arrays.stream(sorted).average().orElse(0) / NANOS_PER_MILLI,
                quantile(sorted, 0.95),
                quantile(sorted, 0.99));
    }

    /** The nearest rank. */
    private static double quantile(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[rank - 1] / NANOS_PER_MILLI;
    }
}
