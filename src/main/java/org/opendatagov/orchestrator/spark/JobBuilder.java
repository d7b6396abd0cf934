package org.opendatagov.orchestrator.spark;

import java.util.List;
import java.util.Optional;

/** Gathers one job. */
final class JobBuilder {
    private final int jobId;
    private final String name;
    private final Optional<String> description;
    private final long submissionTime;
    private final List<Integer> stageIds;
    private final int numTasks;
    private final Optional<Long> sqlExecution;
    private JobStatus status = JobStatus.RUNNING;
    private long completionTime;
    private int active;
    private int complete;
    private int failed;
    private int killed;
    private int skippedTasks;
    private int completedStages;
    private int failedStages;
    private int skippedStages;

    JobBuilder(
            int jobId,
            Optional<String> description,
            long submissionTime,
            List<StageInfo> stages,
            Optional<Long> sqlExecution) {
        this.jobId = jobId;
        this.name = stages.stream()
                .reduce((first, second) -> first.stageId() > second.stageId() ? first : second)
                .map(StageInfo::name)
                .orElse("");
        this.description = description;
        this.submissionTime = submissionTime;
        this.stageIds = stages.stream().map(StageInfo::stageId).toList();
        // As AppStatusListener.onJobStart of Spark: stages that are complete already are not counted.
        this.numTasks = stages.stream()
                .filter(stage -> stage.completionTime() == 0)
                .mapToInt(StageInfo::numTasks)
                .sum();
        this.sqlExecution = sqlExecution;
    }

    List<Integer> stageIds() {
        return stageIds;
    }

    Optional<Long> sqlExecution() {
        return sqlExecution;
    }

    boolean running() {
        return status == JobStatus.RUNNING;
    }

    void taskStarted() {
        active++;
    }

    void taskEnded(TaskEnd task) {
        active = Math.max(0, active - 1);
        complete += task.successful() ? 1 : 0;
        killed += task.killed() ? 1 : 0;
        failed += task.successful() || task.killed() ? 0 : 1;
    }

    void stageEnded(boolean well) {
        completedStages += well ? 1 : 0;
        failedStages += well ? 0 : 1;
    }

    void stageSkipped(int tasks) {
        skippedStages++;
        skippedTasks += tasks;
    }

    void ended(long time, boolean well) {
        completionTime = time;
        status = well ? JobStatus.SUCCEEDED : JobStatus.FAILED;
    }

    Job build() {
        return new Job(
                jobId,
                name,
                description,
                status,
                StageBuilder.time(submissionTime),
                StageBuilder.time(completionTime),
                stageIds,
                numTasks,
                new TaskCounts(active, complete, failed, killed),
                skippedTasks,
                completedStages,
                failedStages,
                skippedStages,
                sqlExecution);
    }
}
