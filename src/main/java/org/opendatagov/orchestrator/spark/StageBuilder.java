package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers one attempt of a stage; what its tasks measured is summed up and let go when it ends. */
final class StageBuilder {
    /** Hosts and slow tasks that are told of; a cluster may have thousands. */
    static final int HOSTS = 20;

    private static final int SLOW = 5;
    private static final int KINDS = 20;

    private StageInfo info;
    private StageStatus status = StageStatus.PENDING;
    private Optional<TaskColumns> columns = Optional.of(new TaskColumns());
    private Optional<TaskDistributions> distributions = Optional.empty();
    private final long[] totals = new long[Metric.values().length];
    private final List<SlowTask> slowest = new ArrayList<>();
    private final Map<String, Integer> locality = new TreeMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, HostFigures> hosts = new HashMap<>();
    private long firstLaunch;
    private int active;
    private int complete;
    private int failed;
    private int killed;
    private int empty;

    StageBuilder(StageInfo info) {
        this.info = info;
    }

    StageStatus status() {
        return status;
    }

    StageInfo info() {
        return info;
    }

    long runTime() {
        return new Metrics(totals).get(Metric.EXECUTOR_RUN_TIME);
    }

    void submitted(StageInfo now) {
        info = now;
        status = StageStatus.ACTIVE;
    }

    void skip() {
        status = StageStatus.SKIPPED;
    }

    void taskStarted(long launchTime) {
        active++;
        firstLaunch = firstLaunch == 0 ? launchTime : Math.min(firstLaunch, launchTime);
    }

    void taskEnded(TaskEnd task) {
        if (task.reason.equals("Resubmitted")) {
            // Its output was lost with an executor: the task that succeeded has been counted.
            failed++;
            return;
        }
        active = Math.max(0, active - 1);
        if (task.successful()) {
            complete++;
            succeeded(task);
        } else {
            killed += task.killed() ? 1 : 0;
            failed += task.killed() ? 0 : 1;
            if (failures.size() < KINDS || failures.containsKey(task.failure)) {
                failures.merge(task.failure, 1, Integer::sum);
            }
        }
        for (int metric = 0; metric < totals.length; metric++) {
            totals[metric] += task.metrics[metric];
        }
        settle();
    }

    private void succeeded(TaskEnd task) {
        columns.ifPresent(open -> open.add(task));
        empty += task.bytesRead() == 0 && task.recordsRead() == 0 ? 1 : 0;
        locality.merge(task.locality, 1, Integer::sum);
        HostFigures before = hosts.getOrDefault(task.host, new HostFigures(task.host, 0, 0, 0));
        hosts.put(
                task.host,
                new HostFigures(
                        task.host,
                        before.tasks() + 1,
                        before.runTime() + task.get(Metric.EXECUTOR_RUN_TIME),
                        before.bytesRead() + task.bytesRead()));
        if (slowest.size() < SLOW || slowest.getLast().duration() < task.get(Metric.DURATION)) {
            slowest.add(SlowTask.of(task));
            slowest.sort(Comparator.comparingLong(SlowTask::duration).reversed());
            if (slowest.size() > SLOW) {
                slowest.removeLast();
            }
        }
    }

    void completed(StageInfo now) {
        info = now;
        status = now.failure().isPresent() ? StageStatus.FAILED : StageStatus.COMPLETE;
        settle();
    }

    /** Lets the columns go once nothing more can come. */
    private void settle() {
        boolean ended = status == StageStatus.COMPLETE || status == StageStatus.FAILED;
        if (ended && active == 0 && columns.isPresent()) {
            distributions = columns.map(TaskColumns::distributions);
            columns = Optional.empty();
        }
    }

    Stage build() {
        TaskDistributions found = distributions
                .or(() -> columns.map(TaskColumns::distributions))
                .orElseGet(() -> new TaskColumns().distributions());
        return new Stage(
                info.stageId(),
                info.attemptId(),
                info.name(),
                status,
                info.numTasks(),
                new TaskCounts(active, complete, failed, killed),
                info.parentIds(),
                time(info.submissionTime()),
                time(firstLaunch),
                time(info.completionTime()),
                info.failure(),
                new Metrics(totals),
                found,
                empty,
                locality,
                hosts.values().stream()
                        .sorted(Comparator.comparingDouble(HostFigures::meanRunTime)
                                .reversed()
                                .thenComparing(HostFigures::host))
                        .limit(HOSTS)
                        .toList(),
                slowest,
                failures,
                info.readsFiles());
    }

    static Optional<Instant> time(long millis) {
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
