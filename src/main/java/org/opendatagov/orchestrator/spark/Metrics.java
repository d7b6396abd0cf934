package org.opendatagov.orchestrator.spark;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value for each metric. */
public final class Metrics {
    private static final Metric[] ALL = Metric.values();

    private final long[] values;

    Metrics(long[] values) {
        this.values = values.clone();
    }

    public long get(Metric metric) {
        return values[metric.place()];
    }

    /** What tasks have read, from files and from shuffles. */
    public long bytesRead() {
        return get(Metric.INPUT_BYTES) + get(Metric.SHUFFLE_READ_BYTES);
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        for (Metric metric : ALL) {
            // The sum of durations is called so in ExecutorStageSummary.
            described.put(metric == Metric.DURATION ? "task_time" : metric.text(), get(metric));
        }
        return described;
    }
}
