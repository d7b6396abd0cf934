package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the metrics of a stage's successful tasks are distributed: Spark's {@code taskMetricsDistributions}. */
public final class TaskDistributions {
    /** Those of Spark's REST API, and the ends. */
    public static final List<Double> QUANTILES = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

    private static final int MEDIAN = 3;

    private final int tasks;
    private final boolean exact;
    private final long[] sums;
    private final long[][] quantiles;

    TaskDistributions(int tasks, boolean exact, long[] sums, long[][] quantiles) {
        this.tasks = tasks;
        this.exact = exact;
        this.sums = sums.clone();
        this.quantiles = quantiles.clone();
    }

    /** How many tasks they are of. */
    public int tasks() {
        return tasks;
    }

    /** Whether every task counted; else the quantiles between the ends are those of an even sample. */
    public boolean exact() {
        return exact;
    }

    public long median(Metric metric) {
        return quantiles[metric.place()][MEDIAN];
    }

    public long max(Metric metric) {
        return quantiles[metric.place()][QUANTILES.size() - 1];
    }

    /** The mean; 0 of no tasks. */
    public double mean(Metric metric) {
        return tasks == 0 ? 0 : sums[metric.place()] / (double) tasks;
    }

    /** At one of {@link #QUANTILES}. */
    public long at(Metric metric, double quantile) {
        return quantiles[metric.place()][QUANTILES.indexOf(quantile)];
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("quantiles", QUANTILES);
        described.put("tasks", tasks);
        described.put("exact", exact);
        Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            if (metric.group().isEmpty()) {
                described.put(metric.inGroup(), list(metric));
            } else {
                groups.computeIfAbsent(metric.group(), group -> new LinkedHashMap<>())
                        .put(metric.inGroup(), list(metric));
            }
        }
        described.putAll(groups);
        return described;
    }

    private List<Long> list(Metric metric) {
        List<Long> values = new ArrayList<>();
        for (long value : quantiles[metric.place()]) {
            values.add(value);
        }
        return values;
    }
}
