package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanOperator;
import org.opendatagov.orchestrator.plan.PlanSource;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Partitions that are read though the filter leaves most of them out. */
final class PlanPruning implements PlanCheck {
    /** Ours: of fewer partitions nobody misses the pruning. */
    private static final int MIN_PARTITIONS = 4;

    private static final double EMPTY_SHARE = 0.5;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        return plan.source() == PlanSource.POSTGRESQL
                ? plan.nodes().stream()
                        .flatMap(node -> emptyPartitions(node).stream())
                        .toList()
                : plan.nodes().stream()
                        .flatMap(node -> filterNotUsed(plan, node).stream())
                        .toList();
    }

    /** PostgreSQL: an Append whose parts mostly find nothing. */
    private static Optional<PlanDiagnosis> emptyPartitions(PlanNode append) {
        List<PlanNode> parts = append.children().stream()
                .filter(part -> part.all().stream()
                        .anyMatch(node -> node.condition("filter").isPresent()))
                .filter(part -> part.amount("loops") > 0)
                .toList();
        long empty = parts.stream().filter(part -> part.amount("rows") == 0).count();
        if (append.operator() != PlanOperator.APPEND
                || parts.size() < MIN_PARTITIONS
                || empty < EMPTY_SHARE * parts.size()) {
            return Optional.empty();
        }
        double wasted = parts.stream()
                .filter(part -> part.amount("rows") == 0)
                .mapToDouble(part -> part.amount("total_ms"))
                .sum();
        return Optional.of(new PlanDiagnosis(
                "missed_partition_pruning",
                List.of(append.id()),
                Severity.MEDIUM,
                "%d of %d partitions were read and gave no row".formatted(empty, parts.size()),
                PlanFigures.of("partitions_read", parts.size(), "partitions_without_rows", empty, "wasted_ms", wasted),
                "half or more of four or more partitions with a filter give no row",
                "Ours; PostgreSQL's documentation, Partition Pruning: it needs conditions on the partition key with constants or parameters",
                "Add a condition on the partition key itself, without a function or cast around it, and compare it with a constant or parameter.",
                PlanDiagnosis.Saving.ofMillis(wasted, "Time of the partitions that gave no row.")));
    }

    /** Spark and Trino tell the partition columns of a scan; where a filter names one and none is used to leave folders out, all are read. */
    private static Optional<PlanDiagnosis> filterNotUsed(QueryPlan plan, PlanNode scan) {
        List<String> columns = scan.label("partition_columns")
                .map(names -> List.of(names.split(", ", -1)))
                .orElse(List.of());
        List<String> filtered = columns.stream()
                .filter(column -> filters(plan, scan).stream().anyMatch(filter -> PlanColumns.mentions(filter, column)))
                .toList();
        if (scan.condition("partition_filter").isPresent() || filtered.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "missed_partition_pruning",
                List.of(scan.id()),
                Severity.HIGH,
                "%s reads all partitions, though %s is filtered"
                        .formatted(PlanFigures.operator(scan), String.join(", ", filtered)),
                PlanFigures.of(
                        "partition_columns",
                        String.join(", ", columns),
                        "filtered_columns",
                        String.join(", ", filtered)),
                "a filter names a partition column and the scan has no partition filter",
                "Spark's FileSourceScanExec (PartitionFilters) and Trino's Hive connector: only conditions on the bare column leave partitions out",
                "Compare the column itself with a constant of its type, without a cast or function around it and not within an OR with other columns: WHERE %s = …"
                        .formatted(filtered.getFirst()),
                PlanDiagnosis.Saving.UNKNOWN));
    }

    /** Its own filters, and those of the operators right above it. */
    private static List<String> filters(QueryPlan plan, PlanNode scan) {
        return plan.nodes().stream()
                .filter(node -> node.id() == scan.id()
                        || (node.operator() == PlanOperator.FILTER
                                && node.children().size() == 1
                                && straight(node, scan)))
                .flatMap(node -> node.condition("filter").stream())
                .toList();
    }

    private static boolean straight(PlanNode above, PlanNode scan) {
        PlanNode node = above;
        while (node.id() != scan.id() && node.children().size() == 1) {
            node = node.children().getFirst();
        }
        return node.id() == scan.id();
    }
}
