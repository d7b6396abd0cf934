package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.Stage;

/** Data that tasks put to disk because it does not fit into their memory. */
final class SpillRule implements Rule {
    /** Dr. Elephant, MapperSpillHeuristic: what is spilled over what is processed 2.01, 2.2, 2.5, 3. */
    private static final Levels LEVELS = new Levels(2.01, 2.2, 2.5, 3);

    /** Ours: from here on spilling is told of whatever its ratio. */
    private static final long LEAST = 100 * Sizes.MB;

    /** Ours, for the estimate: what a disk writes or reads a second. */
    private static final double DISK = 200.0 * Sizes.MB;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        List<Diagnosis> found = new ArrayList<>();
        for (Stage stage : application.stages()) {
            long spilled = stage.total(Metric.MEMORY_BYTES_SPILLED);
            double ratio = spilled / (double) Math.max(1, stage.totals().bytesRead());
            if (spilled > 0 && (spilled >= LEAST || LEVELS.of(ratio).isPresent())) {
                found.add(diagnosis(stage, ratio, new Work(application)));
            }
        }
        return found;
    }

    private static Diagnosis diagnosis(Stage stage, double ratio, Work work) {
        long spilled = stage.total(Metric.MEMORY_BYTES_SPILLED);
        long disk = stage.total(Metric.DISK_BYTES_SPILLED);
        long peak = Math.max(1, stage.distributions().max(Metric.PEAK_EXECUTION_MEMORY));
        double factor = 1 + stage.distributions().max(Metric.MEMORY_BYTES_SPILLED) / (double) peak;
        int partitions = (int) Math.ceil(stage.numTasks() * factor);
        String setting =
                work.application().sql().isEmpty() ? "spark.default.parallelism" : "spark.sql.shuffle.partitions";
        return new DiagnosisBuilder(Cause.SPILL, LEVELS.of(ratio).orElse(Severity.LOW))
                .stages(stage.stageId())
                .detail(
                        "Tasks of stage %d spilled %s of memory, %s on disk; they read %s.",
                        stage.stageId(),
                        Sizes.text(spilled),
                        Sizes.text(disk),
                        Sizes.text(stage.totals().bytesRead()))
                .figure("memory_bytes_spilled", spilled)
                .figure("disk_bytes_spilled", disk)
                .figure("bytes_read", stage.totals().bytesRead())
                .figure("spill_ratio", ratio)
                .figure("peak_execution_memory", peak)
                .figure("tasks", stage.numTasks())
                .rule(
                        "memory spilled / bytes read >= 2.01, 2.2, 2.5, 3 (low to critical), or 100 MB spilled (low)",
                        Sources.DR_ELEPHANT + "; the 100 MB: " + Sources.OWN)
                .set(setting, partitions)
                .advise(
                        "So a task's share fits: %d tasks x (%s peak + %s spilled) / peak. Or give tasks more memory: fewer spark.executor.cores, more spark.executor.memory.",
                        stage.numTasks(),
                        Sizes.text(peak),
                        Sizes.text(stage.distributions().max(Metric.MEMORY_BYTES_SPILLED)))
                .saves(
                        2 * disk / DISK / work.cores(),
                        "What was spilled, written and read once at 200 MB/s, over the cores that work at once.")
                .build();
    }
}
