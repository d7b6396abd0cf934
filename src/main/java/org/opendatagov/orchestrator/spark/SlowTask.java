package org.opendatagov.orchestrator.spark;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of a stage's longest successful tasks.
 *
 * @param duration milliseconds; {@code runTime} and {@code gcTime} likewise
 */
public record SlowTask(
        long taskId,
        int index,
        int attempt,
        String executorId,
        String host,
        String locality,
        long duration,
        long runTime,
        long gcTime,
        long bytesRead,
        long recordsRead,
        long bytesSpilled) {
    static SlowTask of(TaskEnd task) {
        return new SlowTask(
                task.taskId,
                task.index,
                task.attempt,
                task.executor,
                task.host,
                task.locality,
                task.get(Metric.DURATION),
                task.get(Metric.EXECUTOR_RUN_TIME),
                task.get(Metric.JVM_GC_TIME),
                task.bytesRead(),
                task.recordsRead(),
                task.get(Metric.MEMORY_BYTES_SPILLED));
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("task_id", taskId);
        described.put("index", index);
        described.put("attempt", attempt);
        described.put("executor_id", executorId);
        described.put("host", host);
        described.put("task_locality", locality);
        described.put("duration", duration);
        described.put("executor_run_time", runTime);
        described.put("jvm_gc_time", gcTime);
        described.put("bytes_read", bytesRead);
        described.put("records_read", recordsRead);
        described.put("memory_bytes_spilled", bytesSpilled);
        return described;
    }
}
