package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers one SQL execution. */
final class SqlBuilder {
    private final long id;
    private final String description;
    private final long submissionTime;
    private Optional<PlanShape> plan;
    private final List<Integer> jobIds = new ArrayList<>();
    private final Set<Integer> stageIds = new TreeSet<>();
    private long endTime;
    private boolean failed;

    SqlBuilder(long id, String description, long submissionTime, Optional<PlanShape> plan) {
        this.id = id;
        this.description = description;
        this.submissionTime = submissionTime;
        this.plan = plan;
    }

    /** The plan as adaptive execution has changed it. */
    void replan(PlanShape now) {
        plan = Optional.of(now);
    }

    void job(int jobId, List<Integer> stages) {
        jobIds.add(jobId);
        stageIds.addAll(stages);
    }

    void ended(long time, boolean withError) {
        endTime = time;
        failed = failed || withError;
    }

    void jobFailed() {
        failed = true;
    }

    boolean open() {
        return endTime == 0;
    }

    long duration(long now) {
        return Math.max(0, (endTime > 0 ? endTime : now) - submissionTime);
    }

    Set<Long> accumulators() {
        Set<Long> ids = new HashSet<>();
        plan.ifPresent(shape -> shape.accumulators(ids));
        return ids;
    }

    SqlExecution build(Accumulators accumulators, long now) {
        JobStatus status = failed ? JobStatus.FAILED : endTime > 0 ? JobStatus.SUCCEEDED : JobStatus.RUNNING;
        return new SqlExecution(
                id,
                status,
                description,
                StageBuilder.time(submissionTime),
                duration(now),
                jobIds,
                List.copyOf(stageIds),
                plan.map(shape -> shape.resolve(accumulators, new AtomicInteger())));
    }
}
