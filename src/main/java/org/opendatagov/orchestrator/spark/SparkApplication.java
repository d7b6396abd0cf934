package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an event log tells of one application.
 *
 * @param startTime when it started; {@code endTime} when it ended or, where {@link #completed} is false, when the last event was
 * @param duration milliseconds between them
 * @param totals over all tasks that ended
 */
public record SparkApplication(
        String id,
        String name,
        String sparkVersion,
        Optional<Instant> startTime,
        Optional<Instant> endTime,
        long duration,
        boolean completed,
        List<Stage> stages,
        List<Executor> executors,
        List<Job> jobs,
        List<SqlExecution> sql,
        Metrics totals,
        Configuration configuration,
        LogSummary log) {
    public SparkApplication {
        stages = List.copyOf(stages);
        executors = List.copyOf(executors);
        jobs = List.copyOf(jobs);
        sql = List.copyOf(sql);
    }

    /** Executors that run tasks: the driver only where it does, as in local mode. */
    public List<Executor> workers() {
        return executors.stream()
                .filter(executor -> !executor.driver() || executor.totalTasks() > 0)
                .toList();
    }

    /** How the cores were used. */
    public CoreTime coreTime() {
        return CoreTime.of(this);
    }

    /** The application alone, as JSON with the names of Spark's REST API in snake_case. */
    public Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", id);
        described.put("name", name);
        described.put("app_spark_version", sparkVersion);
        startTime.ifPresent(time -> described.put("start_time", time.toString()));
        endTime.ifPresent(time -> described.put("end_time", time.toString()));
        described.put("duration", duration);
        described.put("completed", completed);
        described.put("totals", totals.describe());
        described.put("core_time", coreTime().describe());
        described.put("log", log.describe());
        return described;
    }
}
