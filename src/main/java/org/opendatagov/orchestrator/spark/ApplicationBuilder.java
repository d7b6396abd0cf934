package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gathers an application event by event, as Spark's {@code AppStatusListener} does. Of more than {@link #STAGES} stages or
 * {@link #EXECUTIONS} SQL executions those that ran longest stay; the others count in the totals alone.
 */
final class ApplicationBuilder {
    static final int STAGES = 5_000;
    static final int EXECUTIONS = 1_000;
    static final int JOBS = 5_000;

    private record StageKey(int stageId, int attemptId) {}

    private String id = "";
    private String name = "";
    private String version = "";
    private long startTime;
    private long endTime;
    private long lastTime;
    private int omittedStages;
    private int omittedExecutions;
    private int omittedJobs;
    private final long[] totals = new long[Metric.values().length];
    private final Map<String, String> settings = new HashMap<>();
    private final Map<StageKey, StageBuilder> stages = new LinkedHashMap<>();
    private final Map<String, ExecutorBuilder> executors = new TreeMap<>();
    private final Map<Integer, JobBuilder> jobs = new LinkedHashMap<>();
    private final Map<Integer, List<JobBuilder>> jobsOfStage = new HashMap<>();
    private final Map<Long, SqlBuilder> executions = new LinkedHashMap<>();
    private final Accumulators accumulators = new Accumulators();

    boolean named() {
        return !id.isEmpty() || !name.isEmpty();
    }

    boolean ended() {
        return endTime > 0;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    void logStarted(String sparkVersion) {
        version = sparkVersion;
    }

    void applicationStarted(String appId, String appName, long time) {
        id = appId;
        name = appName;
        startTime = time;
        saw(time);
    }

    void applicationEnded(long time) {
        endTime = time;
        saw(time);
    }

    void configured(Map<String, String> properties) {
        settings.putAll(properties);
    }

    private void saw(long time) {
        lastTime = Math.max(lastTime, time);
    }

    private ExecutorBuilder executor(String executor) {
        return executors.computeIfAbsent(executor, ExecutorBuilder::new);
    }

    void executorAdded(String executor, String host, int cores, long time) {
        saw(time);
        executor(executor).added(host, cores, time);
    }

    void storageAdded(String executor, String host, long memory, long time) {
        saw(time);
        executor(executor).storage(host, memory, time);
    }

    void executorRemoved(String executor, long time, String reason) {
        saw(time);
        executor(executor).removed(time, reason);
    }

    void executorExcluded(String executor, boolean excluded) {
        executor(executor).exclude(excluded);
    }

    void executorPeaks(String executor, long[] peaks) {
        executor(executor).peak(peaks);
    }

    void jobStarted(
            int job, long time, List<StageInfo> infos, Optional<String> description, Optional<Long> sqlExecution) {
        saw(time);
        JobBuilder builder = new JobBuilder(job, description, time, infos, sqlExecution);
        jobs.put(job, builder);
        for (StageInfo info : infos) {
            stages.computeIfAbsent(key(info), key -> new StageBuilder(info));
            jobsOfStage
                    .computeIfAbsent(info.stageId(), stage -> new ArrayList<>())
                    .add(builder);
        }
        sqlExecution.map(executions::get).ifPresent(sql -> sql.job(job, builder.stageIds()));
        bound();
    }

    private static StageKey key(StageInfo info) {
        return new StageKey(info.stageId(), info.attemptId());
    }

    void jobEnded(int job, long time, boolean well) {
        saw(time);
        JobBuilder ended = jobs.get(job);
        if (ended == null) {
            return;
        }
        for (int stageId : ended.stageIds()) {
            StageBuilder stage = stages.get(new StageKey(stageId, 0));
            if (stage != null && (stage.status() == StageStatus.PENDING || stage.status() == StageStatus.SKIPPED)) {
                stage.skip();
                ended.stageSkipped(stage.info().numTasks());
            }
            jobsOfStage.computeIfPresent(stageId, (key, of) -> {
                of.removeIf(other -> other == ended);
                return of.isEmpty() ? null : of;
            });
        }
        ended.ended(time, well);
        if (!well) {
            ended.sqlExecution().map(executions::get).ifPresent(SqlBuilder::jobFailed);
        }
    }

    void stageSubmitted(StageInfo info) {
        saw(info.submissionTime());
        stages.computeIfAbsent(key(info), key -> new StageBuilder(info)).submitted(info);
    }

    void stageCompleted(StageInfo info) {
        saw(info.completionTime());
        stages.computeIfAbsent(key(info), key -> new StageBuilder(info)).completed(info);
        info.accumulators().forEach((accumulator, value) -> accumulators.set(accumulator, value, info.stageId()));
        for (JobBuilder job : jobsOfStage.getOrDefault(info.stageId(), List.of())) {
            job.stageEnded(info.failure().isEmpty());
        }
    }

    void taskStarted(int stageId, int attemptId, String executor, String host, long launchTime) {
        saw(launchTime);
        executor(executor).taskStarted(host);
        StageBuilder stage = stages.get(new StageKey(stageId, attemptId));
        if (stage != null) {
            stage.taskStarted(launchTime);
        }
        jobsOfStage.getOrDefault(stageId, List.of()).forEach(JobBuilder::taskStarted);
    }

    void taskEnded(TaskEnd task) {
        saw(task.finishTime);
        task.derive();
        executor(task.executor).taskEnded(task);
        StageBuilder stage = stages.get(new StageKey(task.stageId, task.attemptId));
        if (stage != null) {
            stage.taskEnded(task);
        }
        if (!task.reason.equals("Resubmitted")) {
            for (int metric = 0; metric < totals.length; metric++) {
                totals[metric] += task.metrics[metric];
            }
        }
        jobsOfStage.getOrDefault(task.stageId, List.of()).forEach(job -> job.taskEnded(task));
    }

    void sqlStarted(long execution, String description, long time, Optional<PlanShape> plan) {
        saw(time);
        executions.put(execution, new SqlBuilder(execution, description, time, plan));
        bound();
    }

    void sqlReplanned(long execution, PlanShape plan) {
        SqlBuilder sql = executions.get(execution);
        if (sql != null) {
            sql.replan(plan);
        }
    }

    void driverMeasured(long accumulator, long value) {
        accumulators.setByDriver(accumulator, value);
    }

    void sqlEnded(long execution, long time, boolean withError) {
        saw(time);
        SqlBuilder sql = executions.get(execution);
        if (sql != null) {
            sql.ended(time, withError);
        }
    }

    /** In batches of a fifth, so that a log of any length is gone through once. */
    private void bound() {
        if (stages.size() > STAGES + STAGES / 5) {
            List<Map.Entry<StageKey, StageBuilder>> ended = new ArrayList<>(stages.entrySet().stream()
                    .filter(stage -> stage.getValue().status() != StageStatus.PENDING
                            && stage.getValue().status() != StageStatus.ACTIVE)
                    .sorted(Comparator.comparingLong(stage -> stage.getValue().runTime()))
                    .limit(stages.size() - STAGES)
                    .toList());
            ended.forEach(stage -> stages.remove(stage.getKey()));
            omittedStages += ended.size();
        }
        if (executions.size() > EXECUTIONS + EXECUTIONS / 5) {
            List<Map.Entry<Long, SqlBuilder>> ended = executions.entrySet().stream()
                    .filter(sql -> !sql.getValue().open())
                    .sorted(Comparator.comparingLong(sql -> sql.getValue().duration(lastTime)))
                    .limit(executions.size() - EXECUTIONS)
                    .toList();
            ended.forEach(sql -> accumulators.forget(sql.getValue().accumulators()));
            ended.forEach(sql -> executions.remove(sql.getKey()));
            omittedExecutions += ended.size();
        }
        if (jobs.size() > JOBS + JOBS / 5) {
            List<Integer> ended = jobs.entrySet().stream()
                    .filter(job -> !job.getValue().running())
                    .limit(jobs.size() - JOBS)
                    .map(Map.Entry::getKey)
                    .toList();
            ended.forEach(jobs::remove);
            omittedJobs += ended.size();
        }
    }

    SparkApplication build(LogSummary log) {
        long end = endTime > 0 ? endTime : lastTime;
        return new SparkApplication(
                id,
                LogText.path(name),
                version,
                StageBuilder.time(startTime),
                StageBuilder.time(end),
                startTime > 0 ? Math.max(0, end - startTime) : 0,
                endTime > 0,
                stages.values().stream().map(StageBuilder::build).toList(),
                executors.values().stream().map(ExecutorBuilder::build).toList(),
                jobs.values().stream().map(JobBuilder::build).toList(),
                executions.values().stream()
                        .map(sql -> sql.build(accumulators, end))
                        .toList(),
                new Metrics(totals),
                new Configuration(settings),
                log.omitting(omittedStages, omittedJobs, omittedExecutions));
    }
}
