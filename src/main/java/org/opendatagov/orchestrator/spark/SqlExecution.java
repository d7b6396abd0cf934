package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An SQL execution: Spark's {@code ExecutionData}.
 *
 * @param description SQL text or the place in the program, without literals
 * @param duration milliseconds; of one that did not end, to the end of the log
 * @param plan its last plan, where the log tells one
 */
public record SqlExecution(
        long id,
        JobStatus status,
        String description,
        Optional<Instant> submissionTime,
        long duration,
        List<Integer> jobIds,
        List<Integer> stageIds,
        Optional<PlanNode> plan) {
    public SqlExecution {
        jobIds = List.copyOf(jobIds);
        stageIds = List.copyOf(stageIds);
    }

    /** The operators of its plan. */
    public List<PlanNode> nodes() {
        return plan.map(PlanNode::all).orElse(List.of());
    }

    /** As JSON, with the names of Spark's REST API in snake_case. */
    public Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", id);
        described.put("status", status.name());
        described.put("description", description);
        submissionTime.ifPresent(time -> described.put("submission_time", time.toString()));
        described.put("duration", duration);
        described.put("job_ids", jobIds);
        described.put("stage_ids", stageIds);
        described.put("nodes", nodes().stream().map(PlanNode::describe).toList());
        return described;
    }
}
