package org.opendatagov.orchestrator.experts.quality.skew;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opendatagov.orchestrator.dataset.Figures;

/**
 * How much lies in each of some groups (files, partitions, keys), as how many groups there are of each size. Of a billion rows there are
 * some ten thousand different sizes at most, whatever the number of groups.
 */
record Distribution(NavigableMap<Long, Long> groupsBySize) {
    /**
     * Of the largest group to the median one from which on Spark takes a partition for skewed:
     * {@code spark.sql.adaptive.skewJoin.skewedPartitionFactor}, by default 5.
     */
    static final double SKEWED_FACTOR = 5;
    /** Half of all in a tenth of the groups, where a tenth would be even. This project's own. */
    static final double SKEWED_SHARE = 0.5;
    /** A tenth of fewer groups is less than one. */
    private static final int TENTH = 10;

    Distribution {
        groupsBySize = new TreeMap<>(groupsBySize);
    }

    static Distribution of(Collection<Long> sizes) {
        NavigableMap<Long, Long> groups = new TreeMap<>();
        sizes.forEach(size -> groups.merge(size, 1L, Long::sum));
        return new Distribution(groups);
    }

    long groups() {
        return groupsBySize.values().stream().mapToLong(Long::longValue).sum();
    }

    long total() {
        return groupsBySize.entrySet().stream()
                .mapToLong(entry -> entry.getKey() * entry.getValue())
                .sum();
    }

    long largest() {
        return groupsBySize.isEmpty() ? 0 : groupsBySize.lastKey();
    }

    /** The lower one of the two in the middle, where there are two. */
    long median() {
        long middle = (groups() + 1) / 2;
        long seen = 0;
        for (Map.Entry<Long, Long> entry : groupsBySize.entrySet()) {
            seen += entry.getValue();
            if (seen >= middle) {
                return entry.getKey();
            }
        }
        return 0;
    }

    /** Share of all that lies in the largest tenth of the groups, one at least; 0..1. */
    double largestTenth() {
        long left = (groups() + TENTH - 1) / TENTH;
        long sum = 0;
        for (Map.Entry<Long, Long> entry : groupsBySize.descendingMap().entrySet()) {
            long some = Math.min(left, entry.getValue());
            sum += some * entry.getKey();
            left -= some;
        }
        return total() == 0 ? 0 : Figures.six((double) sum / total());
    }

    double largestByMedian() {
        return median() == 0 ? (double) largest() : Figures.six((double) largest() / median());
    }

    /** Pielou's evenness: entropy by that of as many equal groups; 1 is even, 0 is all in one. */
    double evenness() {
        if (groups() < 2 || total() == 0) {
            return groups() == 1 ? 0 : 1;
        }
        double entropy = 0;
        for (Map.Entry<Long, Long> entry : groupsBySize.entrySet()) {
            double share = (double) entry.getKey() / total();
            entropy -= share == 0 ? 0 : entry.getValue() * share * Math.log(share);
        }
        return Figures.six(entropy / Math.log((double) groups()));
    }

    boolean skewed() {
        boolean tenth = groups() >= TENTH && largestTenth() >= SKEWED_SHARE;
        return groups() > 1 && (largestByMedian() > SKEWED_FACTOR || tenth);
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("count", groups());
        described.put("total", total());
        described.put("max", largest());
        described.put("median", median());
        described.put("max_by_median", largestByMedian());
        described.put("largest_tenth_share", largestTenth());
        described.put("evenness", evenness());
        described.put("skewed", skewed());
        return described;
    }
}
