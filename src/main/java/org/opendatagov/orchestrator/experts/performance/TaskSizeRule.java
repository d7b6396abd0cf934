package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.Stage;
import org.opendatagov.orchestrator.spark.TaskDistributions;

/** Too many tasks, too few, or tasks without work. */
final class TaskSizeRule implements Rule {
    /** DataFlint: more than 5,000 tasks with a median below 500 ms; it advises a tenth of them. */
    private static final int MANY = 5_000;

    private static final long SHORT = 500;
    private static final int FEWER = 10;

    /** DataFlint: a partition of more than 5 GB. */
    private static final long LARGE = 5 * Sizes.GB;

    /** Ours: partitions of the advised size, that of {@code spark.sql.files.maxPartitionBytes}. */
    private static final long GOOD = 128 * Sizes.MB;

    /** Ours: more than half of at least 20 partitions hold nothing. */
    private static final double EMPTY = 0.5;

    private static final int SOME = 20;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        List<Diagnosis> found = new ArrayList<>();
        for (Stage stage : application.stages()) {
            TaskDistributions tasks = stage.distributions();
            if (tasks.tasks() > MANY && tasks.median(Metric.DURATION) < SHORT) {
                found.add(small(stage, new Work(application)));
            }
            if (largest(tasks) > LARGE) {
                found.add(large(stage));
            }
            if (tasks.tasks() >= SOME && stage.totals().bytesRead() > 0 && stage.emptyTasks() > EMPTY * tasks.tasks()) {
                found.add(empty(stage, application));
            }
        }
        return found;
    }

    private static Diagnosis small(Stage stage, Work work) {
        TaskDistributions tasks = stage.distributions();
        int fewer = (int) Math.ceil(tasks.tasks() / (double) FEWER);
        double overhead = stage.total(Metric.DURATION) - stage.total(Metric.EXECUTOR_RUN_TIME);
        return new DiagnosisBuilder(Cause.SMALL_TASKS, Severity.MEDIUM)
                .stages(stage.stageId())
                .detail(
                        "Stage %d has %d tasks, half of them shorter than %d ms.",
                        stage.stageId(), tasks.tasks(), tasks.median(Metric.DURATION))
                .figure("tasks", tasks.tasks())
                .figure("median_duration", tasks.median(Metric.DURATION))
                .figure("scheduling_time", Math.round(overhead))
                .rule("more than 5,000 tasks with a median below 500 ms", Sources.DATAFLINT)
                .advise(
                        "Cut the work into fewer tasks: coalesce(%d), or repartition(%d) where rows must be spread anew.",
                        fewer, fewer)
                .saves(
                        overhead * (1 - 1.0 / FEWER) / work.cores() / 1000,
                        "Time of tasks outside of their run (start, scheduling, results) for nine of ten tasks, over the cores that"
                                + " work at once.")
                .build();
    }

    private static Stream<Metric> sizes() {
        return Stream.of(
                Metric.SHUFFLE_READ_BYTES, Metric.INPUT_BYTES, Metric.SHUFFLE_WRITE_BYTES, Metric.OUTPUT_BYTES);
    }

    private static long largest(TaskDistributions tasks) {
        return sizes().mapToLong(tasks::max).max().orElse(0);
    }

    private static Diagnosis large(Stage stage) {
        long largest = largest(stage.distributions());
        long total = sizes().mapToLong(stage::total).max().orElse(0);
        long partitions = Math.max(stage.numTasks() + 1L, (long) Math.ceil(total / (double) GOOD));
        return new DiagnosisBuilder(Cause.OVERSIZED_PARTITIONS, Severity.HIGH)
                .stages(stage.stageId())
                .detail("A task of stage %d handles %s.", stage.stageId(), Sizes.text(largest))
                .figure("max_partition_bytes", largest)
                .figure("stage_bytes", total)
                .figure("tasks", stage.numTasks())
                .rule("bytes that a task reads or writes > 5 GB", Sources.DATAFLINT)
                .advise("Cut it into %d partitions of about 128 MB: repartition(%d).", partitions, partitions)
                .set("spark.sql.shuffle.partitions", partitions)
                .build();
    }

    private static Diagnosis empty(Stage stage, SparkApplication application) {
        int active = Math.max(1, stage.distributions().tasks() - stage.emptyTasks());
        DiagnosisBuilder diagnosis = new DiagnosisBuilder(Cause.EMPTY_PARTITIONS, Severity.LOW)
                .stages(stage.stageId())
                .detail(
                        "Of %d partitions of stage %d %d hold data.",
                        stage.distributions().tasks(), stage.stageId(), active)
                .figure("partitions", stage.distributions().tasks())
                .figure("active_partitions", active)
                .figure(
                        "empty_share",
                        stage.emptyTasks() / (double) stage.distributions().tasks())
                .rule("more than half of at least 20 partitions hold no rows", Sources.OWN);
        if (application.sql().isEmpty()) {
            return diagnosis
                    .advise("Shuffle into as many partitions as keys fill: about %d.", active)
                    .build();
        }
        return diagnosis
                .set("spark.sql.adaptive.enabled", true)
                .set("spark.sql.adaptive.coalescePartitions.enabled", true)
                .set("spark.sql.shuffle.partitions", active)
                .build();
    }
}
