package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job: Spark's {@code JobData}.
 *
 * @param numTasks of all stages that were not there already when it began
 * @param sqlExecution the SQL execution that it belongs to
 */
public record Job(
        int jobId,
        String name,
        Optional<String> description,
        JobStatus status,
        Optional<Instant> submissionTime,
        Optional<Instant> completionTime,
        List<Integer> stageIds,
        int numTasks,
        TaskCounts tasks,
        int skippedTasks,
        int completedStages,
        int failedStages,
        int skippedStages,
        Optional<Long> sqlExecution) {
    public Job {
        stageIds = List.copyOf(stageIds);
    }

    /** As JSON, with the names of Spark's REST API in snake_case. */
    public Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("job_id", jobId);
        described.put("name", name);
        description.ifPresent(text -> described.put("description", text));
        submissionTime.ifPresent(time -> described.put("submission_time", time.toString()));
        completionTime.ifPresent(time -> described.put("completion_time", time.toString()));
        described.put("stage_ids", stageIds);
        described.put("status", status.name());
        described.put("num_tasks", numTasks);
        described.put("num_active_tasks", tasks.active());
        described.put("num_completed_tasks", tasks.complete());
        described.put("num_skipped_tasks", skippedTasks);
        described.put("num_failed_tasks", tasks.failed());
        described.put("num_killed_tasks", tasks.killed());
        described.put("num_completed_stages", completedStages);
        described.put("num_skipped_stages", skippedStages);
        described.put("num_failed_stages", failedStages);
        sqlExecution.ifPresent(id -> described.put("sql_execution_id", id));
        return described;
    }
}
