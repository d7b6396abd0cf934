package org.opendatagov.orchestrator.spark;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured of a task, under the names of {@code StageData} and {@code TaskMetricDistributions} of Spark's REST API. Times are in
 * milliseconds; CPU times and the time of shuffle writes in nanoseconds, as Spark has them.
 */
public enum Metric {
    DURATION("", "duration"),
    SCHEDULER_DELAY("", "scheduler_delay"),
    GETTING_RESULT_TIME("", "getting_result_time"),
    EXECUTOR_DESERIALIZE_TIME("", "executor_deserialize_time"),
    EXECUTOR_DESERIALIZE_CPU_TIME("", "executor_deserialize_cpu_time"),
    EXECUTOR_RUN_TIME("", "executor_run_time"),
    EXECUTOR_CPU_TIME("", "executor_cpu_time"),
    RESULT_SIZE("", "result_size"),
    JVM_GC_TIME("", "jvm_gc_time"),
    RESULT_SERIALIZATION_TIME("", "result_serialization_time"),
    MEMORY_BYTES_SPILLED("", "memory_bytes_spilled"),
    DISK_BYTES_SPILLED("", "disk_bytes_spilled"),
    PEAK_EXECUTION_MEMORY("", "peak_execution_memory"),
    INPUT_BYTES("input_metrics", "bytes_read"),
    INPUT_RECORDS("input_metrics", "records_read"),
    OUTPUT_BYTES("output_metrics", "bytes_written"),
    OUTPUT_RECORDS("output_metrics", "records_written"),
    SHUFFLE_READ_BYTES("shuffle_read_metrics", "read_bytes"),
    SHUFFLE_READ_RECORDS("shuffle_read_metrics", "read_records"),
    SHUFFLE_REMOTE_BLOCKS_FETCHED("shuffle_read_metrics", "remote_blocks_fetched"),
    SHUFFLE_LOCAL_BLOCKS_FETCHED("shuffle_read_metrics", "local_blocks_fetched"),
    SHUFFLE_FETCH_WAIT_TIME("shuffle_read_metrics", "fetch_wait_time"),
    SHUFFLE_REMOTE_BYTES_READ("shuffle_read_metrics", "remote_bytes_read"),
    SHUFFLE_REMOTE_BYTES_READ_TO_DISK("shuffle_read_metrics", "remote_bytes_read_to_disk"),
    SHUFFLE_LOCAL_BYTES_READ("shuffle_read_metrics", "local_bytes_read"),
    SHUFFLE_WRITE_BYTES("shuffle_write_metrics", "write_bytes"),
    SHUFFLE_WRITE_RECORDS("shuffle_write_metrics", "write_records"),
    SHUFFLE_WRITE_TIME("shuffle_write_metrics", "write_time");

    private static final Map<Metric, Integer> PLACES = new EnumMap<>(Metric.class);

    static {
        for (Metric metric : values()) {
            PLACES.put(metric, PLACES.size());
        }
    }

    private final String group;
    private final String inGroup;

    Metric(String group, String inGroup) {
        this.group = group;
        this.inGroup = inGroup;
    }

    /** Where it stands in an array of all metrics. */
    int place() {
        return PLACES.getOrDefault(this, 0);
    }

    /** As it is called in a stage. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Under which name it and its like stand in the distributions of a stage; empty for those that stand alone. */
    String group() {
        return group;
    }

    String inGroup() {
        return inGroup;
    }
}
