package org.opendatagov.orchestrator.spark;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stage's successful tasks did on one host.
 *
 * @param runTime milliseconds of all of them; {@code bytesRead} likewise
 */
public record HostFigures(String host, int tasks, long runTime, long bytesRead) {
    /** Milliseconds a task. */
    public double meanRunTime() {
        return tasks == 0 ? 0 : runTime / (double) tasks;
    }

    public double meanBytesRead() {
        return tasks == 0 ? 0 : bytesRead / (double) tasks;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("host", host);
        described.put("tasks", tasks);
        described.put("executor_run_time", runTime);
        described.put("bytes_read", bytesRead);
        return described;
    }
}
