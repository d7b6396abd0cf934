package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.PlanNode;
import org.opendatagov.orchestrator.spark.Scan;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.SqlExecution;

/** What the plans of SQL executions show: files, partitions, joins. */
final class PlanRule implements Rule {
    /** DataFlint: more than 100 files of less than 3 MB on average. */
    private static final long FILES = 100;

    private static final long SMALL = 3 * Sizes.MB;

    /** Spark takes opening a file for as dear as reading so much: {@code spark.sql.files.openCostInBytes}. */
    private static final double OPEN_COST = 4.0 * Sizes.MB;

    private static final double GOOD_FILE = 128.0 * Sizes.MB;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        List<Diagnosis> found = new ArrayList<>();
        for (SqlExecution execution : application.sql()) {
            for (PlanNode node : execution.nodes()) {
                files(node, new Work(application)).ifPresent(found::add);
                pruning(node, execution, new Work(application)).ifPresent(found::add);
                found.addAll(new JoinRule(new Work(application), execution).diagnose(node));
            }
        }
        return found;
    }

    private static Optional<Diagnosis> files(PlanNode node, Work work) {
        boolean reads = node.scan().isPresent();
        long files = node.metric(reads ? "number of files read" : "number of written files")
                .orElse(0L);
        long bytes =
                node.metric(reads ? "size of files read" : "written output").orElse(0L);
        if (files <= FILES || bytes / (double) files >= SMALL) {
            return Optional.empty();
        }
        String name = node.scan().map(Scan::dataset).orElse("the output");
        long better = Math.max(1, (long) Math.ceil(bytes / GOOD_FILE));
        double overhead = files * OPEN_COST / (files * OPEN_COST + bytes);
        double runTime = node.stageIds().stream()
                .flatMap(id -> work.stage(id).stream())
                .mapToDouble(stage -> stage.total(Metric.EXECUTOR_RUN_TIME))
                .max()
                .orElse(0);
        return Optional.of(new DiagnosisBuilder(
                        Cause.SMALL_FILES, files > 100 * FILES ? Severity.HIGH : Severity.MEDIUM)
                .stages(List.copyOf(node.stageIds()))
                .detail(
                        "%d files of %s on average are %s (%s).",
                        files, Sizes.text(bytes / (double) files), reads ? "read" : "written", name)
                .figure("files", files)
                .figure("bytes", bytes)
                .figure("mean_file_bytes", Math.round(bytes / (double) files))
                .figure("dataset", name)
                .figure("access", reads ? "read" : "write")
                .rule("more than 100 files of less than 3 MB on average", Sources.DATAFLINT)
                .advise(
                        reads
                                ? "Compact it into %d files of about 128 MB: read, repartition(%d), write."
                                : "Write %d files of about 128 MB: repartition(%d) before the write.",
                        better,
                        better)
                .saves(
                        reads ? overhead * (1 - better / (double) files) * runTime / work.cores() / 1000 : 0,
                        "Run time of the stage x the share that opening files has of reading, an opening counted as 4 MB"
                                + " (spark.sql.files.openCostInBytes), over the cores that work at once.")
                .build());
    }

    private static Optional<Diagnosis> pruning(PlanNode node, SqlExecution execution, Work work) {
        Optional<Scan> scan = node.scan()
                .filter(read -> !read.partitionColumns().isEmpty())
                .filter(read -> read.partitionFilters().isEmpty() && !read.dynamicPruning());
        if (scan.isEmpty() || node.metric("number of partitions read").orElse(0L) < 2) {
            return Optional.empty();
        }
        List<String> columns = scan.get().partitionColumns().stream()
                .filter(column -> filtered(column, scan.get(), node, execution))
                .toList();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        long partitions = node.metric("number of partitions read").orElse(0L);
        double time = node.stageIds().stream()
                .flatMap(id -> work.stage(id).stream())
                .mapToDouble(Work::wallTime)
                .max()
                .orElse(0);
        String column = columns.getFirst();
        return Optional.of(new DiagnosisBuilder(Cause.MISSED_PARTITION_PRUNING, Severity.HIGH)
                .stages(List.copyOf(node.stageIds()))
                .detail(
                        "A filter or join names %s, by which %s is partitioned, and yet all %d partitions are read.",
                        column, scan.get().dataset(), partitions)
                .figure("dataset", scan.get().dataset())
                .figure("partition_columns", scan.get().partitionColumns())
                .figure("partitions_read", partitions)
                .figure("bytes_read", node.metric("size of files read").orElse(0L))
                .rule("a filter or join names a partition column, and the scan has no filter on it", Sources.OWN)
                .advise(
                        "Compare %s alone with a constant of its own type, joined by AND: WHERE %s = DATE '…' AND (…); no OR with other"
                                + " columns, no function of several columns.",
                        column, column)
                .set("spark.sql.optimizer.dynamicPartitionPruning.enabled", true)
                .saves(
                        time / 1000 * (partitions - 1) / partitions,
                        "Time of the stage that reads, for all but one of the partitions.")
                .build());
    }

    /** Named by the scan's own data filters, by a filter above it, or as a join's key. */
    private static boolean filtered(String column, Scan scan, PlanNode node, SqlExecution execution) {
        return scan.dataFilters().contains(column)
                || above(node, execution).stream()
                        .filter(other ->
                                other.name().equals("Filter") || other.name().endsWith("Join"))
                        .anyMatch(other -> other.columns().contains(column));
    }

    private static List<PlanNode> above(PlanNode node, SqlExecution execution) {
        return execution.nodes().stream()
                .filter(other -> other.nodeId() != node.nodeId()
                        && Set.copyOf(other.all()).contains(node))
                .toList();
    }
}
