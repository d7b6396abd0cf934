package org.opendatagov.orchestrator.privacy;

/** The years of a column's dates, from 1850 to 2049. */
final class Years {
    private static final int FIRST = 1850;
    private final long[] counts = new long[200];
    private long total;

    void add(int year, long occurrences) {
        int index = Math.clamp(year - FIRST, 0, counts.length - 1);
        counts[index] += occurrences;
        total += occurrences;
    }

    void add(Years other, long weight) {
        for (int index = 0; index < counts.length; index++) {
            counts[index] += other.counts[index] * weight;
        }
        total += other.total * weight;
    }

    private int quantile(double share) {
        long left = (long) Math.floor(total * share);
        for (int index = 0; index < counts.length; index++) {
            left -= counts[index];
            if (left < 0) {
                return FIRST + index;
            }
        }
        return FIRST + counts.length - 1;
    }

    /**
     * Whether they lie as the years of birth of a population do: over decades, half of them between 1940 and 2000, the oldest before
     * 1968, few after 2012. Records of events begin with computers and go on to this day.
     */
    boolean likeBirths() {
        int median = quantile(0.5);
        return total >= 10
                && quantile(0.05) >= 1900
                && quantile(0.05) <= 1967
                && quantile(0.95) <= 2012
                && median >= 1940
                && median <= 2000
                && quantile(0.9) - quantile(0.1) >= 20;
    }
}
