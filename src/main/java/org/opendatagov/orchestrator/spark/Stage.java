package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt of a stage: Spark's {@code StageData}.
 *
 * @param totals sums over all tasks that ended, the failed ones too, as Spark has them
 * @param distributions of the successful tasks
 * @param emptyTasks how many successful tasks found nothing to read
 * @param locality successful tasks by locality
 * @param hosts successful tasks by host, those with most time a task first, at most {@link StageBuilder#HOSTS}
 * @param slowest the longest successful tasks, the longest first
 * @param failures tasks that ended otherwise, by the reason's or exception's class
 * @param failureReason what kind of failure ended the stage; texts of exceptions quote data and are left out
 * @param readsFiles whether the stage reads files itself
 */
public record Stage(
        int stageId,
        int attemptId,
        String name,
        StageStatus status,
        int numTasks,
        TaskCounts tasks,
        List<Integer> parentIds,
        Optional<Instant> submissionTime,
        Optional<Instant> firstTaskLaunchedTime,
        Optional<Instant> completionTime,
        Optional<String> failureReason,
        Metrics totals,
        TaskDistributions distributions,
        int emptyTasks,
        Map<String, Integer> locality,
        List<HostFigures> hosts,
        List<SlowTask> slowest,
        Map<String, Integer> failures,
        boolean readsFiles) {
    public Stage {
        parentIds = List.copyOf(parentIds);
        locality = Map.copyOf(locality);
        hosts = List.copyOf(hosts);
        slowest = List.copyOf(slowest);
        failures = Map.copyOf(failures);
    }

    /** Milliseconds from submission to completion; 0 where the log lacks one of them. */
    public long wallTime() {
        return submissionTime
                .flatMap(from -> completionTime.map(to -> to.toEpochMilli() - from.toEpochMilli()))
                .orElse(0L);
    }

    public long total(Metric metric) {
        return totals.get(metric);
    }

    /** As JSON, with the names of Spark's REST API in snake_case. */
    public Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("status", status.name());
        described.put("stage_id", stageId);
        described.put("attempt_id", attemptId);
        described.put("name", name);
        described.put("num_tasks", numTasks);
        described.put("num_active_tasks", tasks.active());
        described.put("num_complete_tasks", tasks.complete());
        described.put("num_failed_tasks", tasks.failed());
        described.put("num_killed_tasks", tasks.killed());
        described.put("parent_ids", parentIds);
        submissionTime.ifPresent(time -> described.put("submission_time", time.toString()));
        firstTaskLaunchedTime.ifPresent(time -> described.put("first_task_launched_time", time.toString()));
        completionTime.ifPresent(time -> described.put("completion_time", time.toString()));
        failureReason.ifPresent(reason -> described.put("failure_reason", reason));
        described.putAll(totals.describe());
        described.put("empty_tasks", emptyTasks);
        described.put("locality_summary", locality);
        described.put("host_summary", hosts.stream().map(HostFigures::describe).toList());
        described.put("slowest_tasks", slowest.stream().map(SlowTask::describe).toList());
        described.put("failures", failures);
        if (distributions.tasks() > 0) {
            described.put("task_metrics_distributions", distributions.describe());
        }
        return described;
    }
}
