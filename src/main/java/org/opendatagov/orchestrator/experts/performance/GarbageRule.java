package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.Stage;

/** Garbage collection as a share of run time. */
final class GarbageRule implements Rule {
    /** Dr. Elephant, ExecutorGcHeuristic: .08, .10, .15, .20 of executors' run time. */
    private static final Levels LEVELS = new Levels(0.08, 0.1, 0.15, 0.2);

    /** Ours: below it a JVM's warming up is most of what is seen. */
    private static final long LEAST_RUN_TIME = 10_000;

    private static final double MORE_MEMORY = 1.5;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        long runTime = application.totals().get(Metric.EXECUTOR_RUN_TIME);
        double share = share(application.totals().get(Metric.JVM_GC_TIME), runTime);
        Optional<Severity> severity = LEVELS.of(share);
        return runTime < LEAST_RUN_TIME || severity.isEmpty()
                ? List.of()
                : List.of(diagnosis(application, severity.get(), share));
    }

    private static double share(long gc, long runTime) {
        return gc / (double) Math.max(1, runTime);
    }

    private static Diagnosis diagnosis(SparkApplication application, Severity severity, double share) {
        Work work = new Work(application);
        List<Integer> stages = application.stages().stream()
                .filter(stage -> stage.total(Metric.EXECUTOR_RUN_TIME) >= 1_000)
                .filter(stage ->
                        share(stage.total(Metric.JVM_GC_TIME), stage.total(Metric.EXECUTOR_RUN_TIME)) >= LEVELS.low())
                .map(Stage::stageId)
                .toList();
        long gc = application.totals().get(Metric.JVM_GC_TIME);
        double above = gc - LEVELS.low() * application.totals().get(Metric.EXECUTOR_RUN_TIME);
        String key = work.local() ? "spark.driver.memory" : "spark.executor.memory";
        long now = application.configuration().bytes(key, Sizes.MB).orElse(work.executorMemory());
        return new DiagnosisBuilder(Cause.GC_PRESSURE, severity)
                .stages(stages)
                .detail("Garbage collection takes %s of the tasks' run time.", Sizes.percent(share))
                .figure("jvm_gc_time", gc)
                .figure("executor_run_time", application.totals().get(Metric.EXECUTOR_RUN_TIME))
                .figure("gc_share", share)
                .figure("memory", now)
                .rule("GC time / run time >= .08, .10, .15, .20 (low, medium, high, critical)", Sources.DR_ELEPHANT)
                .set(key, Sizes.setting(now * MORE_MEMORY))
                .advise(
                        "Or run fewer tasks at once on an executor (spark.executor.cores), so that each has more of its memory.")
                .advise(
                        "Keep fewer objects: DataFrames in place of RDDs of objects, serialized caching (MEMORY_ONLY_SER), primitive arrays.")
                .saves(
                        above / work.cores() / 1000,
                        "GC time above 8 % of the run time, over the cores that work at once.")
                .build();
    }
}
