package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An executor, or the driver: Spark's {@code ExecutorSummary}. Durations in milliseconds, sizes in bytes.
 *
 * @param totalCores as the log tells; 0 where it does not
 * @param peakTasks most tasks at once
 * @param totalDuration of all tasks that ended
 * @param maxMemory of storage
 * @param removal why it went
 */
public record Executor(
        String id,
        String host,
        int totalCores,
        int peakTasks,
        TaskCounts tasks,
        int totalTasks,
        long totalDuration,
        long totalGcTime,
        long totalInputBytes,
        long totalShuffleRead,
        long totalShuffleWrite,
        long maxMemory,
        Optional<Instant> addTime,
        Optional<Instant> removeTime,
        Optional<Removal> removal,
        boolean excluded,
        Optional<PeakMemory> peakMemory) {

    public boolean driver() {
        return id.equals("driver") || id.equals("<driver>");
    }

    /** Tasks that it can run at once: what the log says, else the most that were seen. */
    public int cores() {
        return totalCores > 0 ? totalCores : peakTasks;
    }

    /** As JSON, with the names of Spark's REST API in snake_case. */
    public Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", id);
        described.put("host", host);
        described.put("is_active", removeTime.isEmpty());
        described.put("total_cores", totalCores);
        described.put("peak_tasks", peakTasks);
        described.put("active_tasks", tasks.active());
        described.put("completed_tasks", tasks.complete());
        described.put("failed_tasks", tasks.failed());
        described.put("killed_tasks", tasks.killed());
        described.put("total_tasks", totalTasks);
        described.put("total_duration", totalDuration);
        described.put("total_gc_time", totalGcTime);
        described.put("total_input_bytes", totalInputBytes);
        described.put("total_shuffle_read", totalShuffleRead);
        described.put("total_shuffle_write", totalShuffleWrite);
        described.put("max_memory", maxMemory);
        described.put("is_excluded", excluded);
        addTime.ifPresent(time -> described.put("add_time", time.toString()));
        removeTime.ifPresent(time -> described.put("remove_time", time.toString()));
        removal.ifPresent(why -> described.put("remove_reason", why.text()));
        peakMemory.ifPresent(peak -> described.put("peak_memory_metrics", peak.describe()));
        return described;
    }
}
