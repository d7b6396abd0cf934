package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.spark.CoreTime;
import org.opendatagov.orchestrator.spark.Executor;
import org.opendatagov.orchestrator.spark.SparkApplication;

/**
 * What one run of a job takes.
 *
 * @param hours from start to end
 * @param executors at once, at most
 * @param executorHours what is paid for: under dynamic allocation less than hours times executors
 * @param cores of one executor; empty where unknown
 * @param memoryGb of one executor
 * @param idleShare share of the cores' time without a task, 0..1
 * @param basis where these figures are from
 */
record ComputeUse(
        BigDecimal hours,
        BigDecimal executors,
        BigDecimal executorHours,
        Optional<BigDecimal> cores,
        Optional<BigDecimal> memoryGb,
        Optional<BigDecimal> idleShare,
        String basis) {
    /** A billionth of an hour is 4 microseconds. */
    private static final int SCALE = 9;

    private static final int SHARE_SCALE = 6;
    private static final long MEGABYTE = 1L << 20;
    /** Spark's default of spark.executor.memory. */
    private static final long DEFAULT_MEMORY = 1L << 30;

    static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    /** From the inputs of a call; empty where hours or executors are not given. */
    static Optional<ComputeUse> ofInputs(ExpertRequest request) {
        return of(request.inputs(), "the inputs");
    }

    /** From {@code compute}, which an expert that read a log shares. */
    static Optional<ComputeUse> ofContext(ExpertRequest request) {
        return request.context()
                .find("compute")
                .map(ContextValue::value)
                .flatMap(value ->
                        value instanceof Map<?, ?> map ? of(map, "the analysis of the log before") : Optional.empty());
    }

    /** Of one run, as its event log tells. */
    static ComputeUse of(SparkApplication application) {
        CoreTime time = application.coreTime();
        int cores =
                application.workers().stream().mapToInt(Executor::cores).max().orElse(0);
        long memory = application
                .configuration()
                .bytes("spark.executor.memory", MEGABYTE)
                .orElse(DEFAULT_MEMORY);
        return new ComputeUse(
                hours(BigDecimal.valueOf(application.duration())),
                BigDecimal.valueOf(time.peakExecutors()),
                hours(BigDecimal.valueOf(time.executorTime())),
                Optional.of(BigDecimal.valueOf(cores)),
                Optional.of(BigDecimal.valueOf(memory).divide(StorageLines.GB, SCALE, RoundingMode.HALF_UP)),
                Optional.of(BigDecimal.valueOf(time.idleShare()).setScale(SHARE_SCALE, RoundingMode.HALF_UP)),
                "the event log of '%s'".formatted(application.name()));
    }

    private static Optional<ComputeUse> of(Map<?, ?> told, String basis) {
        Optional<BigDecimal> hours = number(told, "hours");
        Optional<BigDecimal> executors = number(told, "executors");
        if (hours.isEmpty() || executors.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal whole = hours.get().multiply(executors.get());
        return Optional.of(new ComputeUse(
                hours.get(),
                executors.get(),
                number(told, "executor_hours").orElse(whole),
                number(told, "cores"),
                number(told, "memory_gb"),
                number(told, "idle_share"),
                basis));
    }

    static Optional<BigDecimal> number(Map<?, ?> told, String name) {
        return told.get(name) instanceof Number number
                ? Optional.of(new BigDecimal(number.toString()))
                : Optional.empty();
    }

    static BigDecimal hours(BigDecimal millis) {
        return millis.divide(MILLIS_PER_HOUR, SCALE, RoundingMode.HALF_UP);
    }

    /** The same work in another time: executor-hours shrink as the hours do. */
    ComputeUse lasting(BigDecimal other) {
        BigDecimal paid = hours.signum() == 0
                ? BigDecimal.ZERO
                : executorHours.multiply(other).divide(hours, SCALE, RoundingMode.HALF_UP);
        return new ComputeUse(other, executors, paid, cores, memoryGb, idleShare, basis);
    }

    /** The same work in the same time on other executors. */
    ComputeUse on(BigDecimal other) {
        BigDecimal paid = executors.signum() == 0
                ? BigDecimal.ZERO
                : executorHours.multiply(other).divide(executors, SCALE, RoundingMode.HALF_UP);
        return new ComputeUse(hours, other, paid, cores, memoryGb, Optional.empty(), basis);
    }
}
