package org.opendatagov.orchestrator.spark;

import java.util.Arrays;
import java.util.Random;

/**
 * The metrics of a stage's successful tasks, column by column, until the stage ends. Of more tasks than {@link #LIMIT} an even sample is
 * kept (a reservoir), with the true least and greatest: that bounds a stage to 11 MB.
 */
final class TaskColumns {
    static final int LIMIT = 50_000;

    private static final int METRICS = Metric.values().length;

    private final long[][] columns = new long[METRICS][];
    private final long[] least = new long[METRICS];
    private final long[] greatest = new long[METRICS];
    private final long[] sums = new long[METRICS];
    private final Random random = new Random(0);
    private int kept;
    private int seen;

    void add(TaskEnd task) {
        int row = row();
        for (int metric = 0; metric < METRICS; metric++) {
            long value = task.metrics[metric];
            sums[metric] += value;
            least[metric] = seen == 0 ? value : Math.min(least[metric], value);
            greatest[metric] = seen == 0 ? value : Math.max(greatest[metric], value);
            if (row >= 0) {
                put(metric, row, value);
            }
        }
        seen++;
    }

    private int row() {
        if (kept < LIMIT) {
            return kept++;
        }
        int row = random.nextInt(seen + 1);
        return row < LIMIT ? row : -1;
    }

    /** A column of zeros, as most are, takes no room until a value comes. */
    private void put(int metric, int row, long value) {
        long[] column = columns[metric];
        if (column == null) {
            if (value == 0) {
                return;
            }
            column = new long[Math.max(16, row + 1)];
        } else if (row >= column.length) {
            column = Arrays.copyOf(column, Math.max(row + 1, Math.min(LIMIT, column.length * 2)));
        }
        column[row] = value;
        columns[metric] = column;
    }

    TaskDistributions distributions() {
        long[][] quantiles = new long[METRICS][];
        for (int metric = 0; metric < METRICS; metric++) {
            quantiles[metric] = quantiles(metric);
        }
        return new TaskDistributions(seen, seen == kept, sums, quantiles);
    }

    private long[] quantiles(int metric) {
        int count = TaskDistributions.QUANTILES.size();
        long[] found = new long[count];
        long[] column = columns[metric];
        if (kept == 0 || column == null) {
            return found;
        }
        long[] sorted = Arrays.copyOf(column, kept);
        Arrays.sort(sorted);
        for (int index = 0; index < count; index++) {
            // As AppStatusStore.taskSummary of Spark: the value at this place of the sorted ones, nothing in between.
            int place = (int) Math.min((long) (TaskDistributions.QUANTILES.get(index) * kept), kept - 1L);
            found[index] = sorted[place];
        }
        found[0] = least[metric];
        found[count - 1] = greatest[metric];
        return found;
    }
}
