package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.CoreTime;
import org.opendatagov.orchestrator.spark.Executor;
import org.opendatagov.orchestrator.spark.SparkApplication;

/** Whether executors fit the work: cores that idle, memory that lacks or is not used, work spread unevenly. */
final class ResourceRule implements Rule {
    /** DataFlint: more than half of the cores' time is wasted. */
    private static final double IDLE = 0.5;

    /** Ours: what is left free for stages that do not fill the cores. */
    private static final double TARGET = 0.8;

    /** Ours: below a minute of cores' time nothing is won. */
    private static final long LEAST = 60_000;

    /** DataFlint: an executor's heap used by more than 95 % or less than 70 % at its peak; 20 % more are advised. */
    private static final double FULL = 0.95;

    private static final double LITTLE = 0.7;
    private static final double BUFFER = 1.2;

    /** Dr. Elephant, ExecutorsHeuristic: greatest over median 1.334, 1.778, 3.162, 10; ignored below 100 MB and 5 min. */
    private static final Levels SPREAD = new Levels(1.334, 1.778, 3.162, 10);

    private static final long MUCH = 100 * Sizes.MB;
    private static final long LONG = 300_000;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        List<Diagnosis> found = new ArrayList<>();
        idle(application).ifPresent(found::add);
        memory(application).ifPresent(found::add);
        spread(application, "task time", LONG, Executor::totalDuration).ifPresent(found::add);
        spread(application, "input bytes", MUCH, Executor::totalInputBytes).ifPresent(found::add);
        spread(application, "shuffle read bytes", MUCH, Executor::totalShuffleRead)
                .ifPresent(found::add);
        spread(application, "shuffle write bytes", MUCH, Executor::totalShuffleWrite)
                .ifPresent(found::add);
        return found;
    }

    /** How many executors the work fills. */
    static int neededExecutors(CoreTime time) {
        double busy = time.peakExecutors() * (1 - time.idleShare()) / TARGET;
        return (int) Math.clamp(Math.ceil(busy), 1, Math.max(1, time.peakExecutors()));
    }

    private static Optional<Diagnosis> idle(SparkApplication application) {
        CoreTime time = application.coreTime();
        if (time.idleShare() <= IDLE || time.available() < LEAST) {
            return Optional.empty();
        }
        double driverShare = 1 - time.jobTime() / (double) Math.max(1, application.duration());
        DiagnosisBuilder diagnosis = new DiagnosisBuilder(
                        Cause.IDLE_EXECUTORS, time.idleShare() > 0.8 ? Severity.HIGH : Severity.MEDIUM)
                .detail(
                        "Cores ran no task for %s of their time; for %s of the application no job ran at all.",
                        Sizes.percent(time.idleShare()), Sizes.percent(driverShare))
                .figure("idle_share", time.idleShare())
                .figure("core_seconds", time.available() / 1000)
                .figure("busy_core_seconds", time.used() / 1000)
                .figure("peak_executors", time.peakExecutors())
                .figure("peak_cores", time.peakCores())
                .figure("driver_only_share", driverShare)
                .rule("cores' time without a task > 50 %", Sources.DATAFLINT);
        int needed = neededExecutors(time);
        if (application.configuration().enabled("spark.dynamicAllocation.enabled", false)) {
            diagnosis
                    .set("spark.dynamicAllocation.executorIdleTimeout", "30s")
                    .set("spark.dynamicAllocation.executorAllocationRatio", "0.5");
        } else if (!new Work(application).local()) {
            diagnosis
                    .set("spark.dynamicAllocation.enabled", true)
                    .set("spark.dynamicAllocation.shuffleTracking.enabled", true)
                    .set("spark.dynamicAllocation.maxExecutors", needed);
        }
        return Optional.of(diagnosis
                .advise("%d executors would be busy for four fifths of the time.", needed)
                .build());
    }

    private static Optional<Diagnosis> memory(SparkApplication application) {
        long set = new Work(application).executorMemory();
        long peak = application.workers().stream()
                .filter(executor -> !executor.driver())
                .flatMap(executor -> executor.peakMemory().stream())
                .mapToLong(memory -> memory.heap())
                .max()
                .orElse(0);
        double share = peak / (double) set;
        if (peak == 0 || (share <= FULL && share >= LITTLE)) {
            return Optional.empty();
        }
        boolean full = share > FULL;
        return Optional.of(new DiagnosisBuilder(
                        full ? Cause.MEMORY_SHORTAGE : Cause.UNUSED_MEMORY, full ? Severity.HIGH : Severity.LOW)
                .detail("At its peak an executor used %s of its heap of %s.", Sizes.percent(share), Sizes.text(set))
                .figure("peak_heap", peak)
                .figure("executor_memory", set)
                .figure("used_share", share)
                .rule("peak heap / spark.executor.memory > 95 % or < 70 %", Sources.DATAFLINT)
                .set("spark.executor.memory", Sizes.setting((full ? set : peak) * BUFFER))
                .build());
    }

    private static Optional<Diagnosis> spread(
            SparkApplication application, String what, long least, ToLongFunction<Executor> value) {
        List<Executor> workers = application.workers().stream()
                .filter(executor -> !executor.driver())
                .toList();
        long[] sorted = workers.stream().mapToLong(value).sorted().toArray();
        if (sorted.length < 2 || sorted[sorted.length - 1] < least) {
            return Optional.empty();
        }
        long most = sorted[sorted.length - 1];
        double ratio = most / (double) Math.max(1, sorted[sorted.length / 2]);
        return SPREAD.of(ratio)
                .map(severity -> new DiagnosisBuilder(Cause.EXECUTOR_SKEW, severity)
                        .detail("One executor has %.1f times the %s of the median executor.", ratio, what)
                        .figure("metric", what)
                        .figure("max", most)
                        .figure("median", sorted[sorted.length / 2])
                        .figure("ratio", ratio)
                        .rule(
                                "greatest / median over executors >= 1.334, 1.778, 3.162, 10; ignored below 100 MB or 5 min",
                                Sources.DR_ELEPHANT)
                        .advise(
                                "Spread the work: more partitions than cores, keys without skew, and a shorter spark.locality.wait.")
                        .build());
    }
}
