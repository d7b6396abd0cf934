package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.spark.CoreTime;
import org.opendatagov.orchestrator.spark.Executor;
import org.opendatagov.orchestrator.spark.PlanNode;
import org.opendatagov.orchestrator.spark.Scan;
import org.opendatagov.orchestrator.spark.SqlExecution;
import org.opendatagov.orchestrator.spark.Stage;

/**
 * What later tasks of a run read of the analysis.
 *
 * <ul>
 *   <li>{@code compute}: {@code hours, executors, executor_hours, cores, memory_gb, idle_share}, of one run; cores and memory of an
 *       executor
 *   <li>{@code saved_seconds}, {@code estimated_seconds}
 *   <li>{@code pipeline}: {@code id, name}
 *   <li>{@code input_datasets}: a list of {@code dataset, format, locations, bytes, files, partitions_read, partition_columns,
 *       partition_filters, pruned, stage_ids, seconds}, those that took longest first
 *   <li>{@code skewed_stages}: a list of {@code stage_id, cause, keys, tasks, active_tasks, max_bytes_read, mean_bytes_read, max_duration,
 *       median_duration, datasets}
 *   <li>{@code causes}: the causes found, the most severe first
 * </ul>
 */
final class SharedContext {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final int DATASETS = 50;

    private final Analysis analysis;

    SharedContext(Analysis analysis) {
        this.analysis = analysis;
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("compute", compute());
        values.put("saved_seconds", analysis.savedSeconds());
        values.put("estimated_seconds", analysis.seconds() - analysis.savedSeconds());
        values.put(
                "pipeline",
                Map.of(
                        "id",
                        analysis.application().id(),
                        "name",
                        analysis.application().name()));
        values.put("input_datasets", inputs());
        values.put("skewed_stages", skewed());
        values.put("causes", analysis.causes());
        return values;
    }

    private Map<String, Object> compute() {
        CoreTime time = analysis.application().coreTime();
        int cores = analysis.application().workers().stream()
                .mapToInt(Executor::cores)
                .max()
                .orElse(0);
        Map<String, Object> compute = new LinkedHashMap<>();
        compute.put("hours", analysis.application().duration() / MILLIS_PER_HOUR);
        compute.put("executors", time.peakExecutors());
        compute.put("executor_hours", time.executorTime() / MILLIS_PER_HOUR);
        compute.put("cores", cores);
        compute.put("memory_gb", new Work(analysis.application()).executorMemory() / (double) Sizes.GB);
        compute.put("idle_share", time.idleShare());
        return compute;
    }

    /** Every dataset that was scanned, those first whose stages took longest. */
    List<Map<String, Object>> inputs() {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (SqlExecution execution : analysis.application().sql()) {
            for (PlanNode node : execution.nodes()) {
                node.scan().ifPresent(scan -> inputs.add(input(node, scan)));
            }
        }
        inputs.sort((first, second) -> Double.compare(seconds(second), seconds(first)));
        return List.copyOf(inputs.subList(0, Math.min(DATASETS, inputs.size())));
    }

    private static double seconds(Map<String, Object> input) {
        return input.get("seconds") instanceof Number number ? number.doubleValue() : 0;
    }

    private Map<String, Object> input(PlanNode node, Scan scan) {
        Work work = new Work(analysis.application());
        double millis = node.stageIds().stream()
                .flatMap(id -> work.stage(id).stream())
                .mapToDouble(Work::wallTime)
                .max()
                .orElse(0);
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("dataset", scan.dataset());
        input.put("format", scan.format());
        input.put("locations", scan.locations());
        input.put("bytes", node.metric("size of files read").orElse(0L));
        input.put("files", node.metric("number of files read").orElse(0L));
        input.put("partitions_read", node.metric("number of partitions read").orElse(0L));
        input.put("partition_columns", scan.partitionColumns());
        input.put("partition_filters", scan.partitionFilters());
        input.put("pruned", !scan.partitionFilters().isEmpty() || scan.dynamicPruning());
        input.put("stage_ids", node.stageIds().stream().sorted().toList());
        input.put("seconds", millis / 1000);
        return input;
    }

    private List<Map<String, Object>> skewed() {
        return analysis.diagnoses().stream()
                .filter(diagnosis -> diagnosis.cause() == Cause.DATA_SKEW
                        || diagnosis.cause() == Cause.SLOW_NODE
                        || diagnosis.cause() == Cause.EMPTY_PARTITIONS)
                .map(this::skewed)
                .toList();
    }

    private Map<String, Object> skewed(Diagnosis diagnosis) {
        int stageId = diagnosis.stageIds().getFirst();
        Map<String, Object> skewed = new LinkedHashMap<>();
        skewed.put("stage_id", stageId);
        skewed.put("cause", diagnosis.cause().text());
        skewed.putAll(diagnosis.figures());
        new Work(analysis.application()).stage(stageId).ifPresent(stage -> skewed.putAll(partitions(stage)));
        skewed.put("datasets", datasets(stageId));
        return skewed;
    }

    private static Map<String, Object> partitions(Stage stage) {
        int tasks = stage.distributions().tasks();
        return Map.of("tasks", tasks, "active_tasks", tasks - stage.emptyTasks());
    }

    /** What the execution that a stage belongs to reads. */
    private List<String> datasets(int stageId) {
        return analysis.application().sql().stream()
                .filter(execution -> execution.stageIds().contains(stageId))
                .flatMap(execution -> execution.nodes().stream())
                .flatMap(node -> node.scan().stream())
                .map(Scan::dataset)
                .distinct()
                .toList();
    }
}
