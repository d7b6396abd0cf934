package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.PlanNode;
import org.opendatagov.orchestrator.spark.SqlExecution;

/** Joins that should be broadcast, broadcasts that are too large, joins without a condition. */
final class JoinRule {
    /** DataFlint's ladder: a table of less than 10 MB always, larger ones beside very large tables. */
    private static final long SMALL = 10 * Sizes.MB;

    /** DataFlint: a broadcast of more than 1 GB. */
    private static final long LARGE_BROADCAST = Sizes.GB;

    /** DataFlint: a cross join of more than 10 billion rows. */
    private static final long CROSSED_ROWS = 10_000_000_000L;

    /** Ours: beside a table of at least so many times its size. */
    private static final int BESIDE = 3;

    private final Work work;
    private final SqlExecution execution;

    JoinRule(Work work, SqlExecution execution) {
        this.work = work;
        this.execution = execution;
    }

    List<Diagnosis> diagnose(PlanNode node) {
        List<Diagnosis> found = new ArrayList<>();
        if (node.name().equals("SortMergeJoin") && node.children().size() == 2) {
            broadcastCandidate(node).ifPresent(found::add);
        }
        long size = node.metric("data size").orElse(0L);
        if (node.name().equals("BroadcastExchange") && size > LARGE_BROADCAST) {
            found.add(oversized(size));
        }
        boolean nested =
                node.name().equals("BroadcastNestedLoopJoin") && node.columns().isEmpty();
        if (node.name().equals("CartesianProduct") || (nested && inner(node))) {
            found.add(crossed(node));
        }
        return found;
    }

    private static boolean inner(PlanNode node) {
        return node.words().contains("Inner") || node.words().contains("Cross");
    }

    /** The exchange that a side of the join comes from. */
    private static Optional<PlanNode> exchange(PlanNode side) {
        return side.all().stream()
                .filter(node -> node.name().equals("Exchange")
                        && node.metric("data size").isPresent())
                .findFirst();
    }

    private Optional<Diagnosis> broadcastCandidate(PlanNode join) {
        Optional<PlanNode> left = exchange(join.children().getFirst());
        Optional<PlanNode> right = exchange(join.children().getLast());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        long leftSize = left.get().metric("data size").orElse(0L);
        long rightSize = right.get().metric("data size").orElse(0L);
        boolean smallIsLeft = leftSize < rightSize;
        long small = Math.min(leftSize, rightSize);
        long large = Math.max(leftSize, rightSize);
        boolean fits = fits(small, large) && buildable(join, smallIsLeft);
        return fits
                ? Optional.of(candidate(join, small, large, smallIsLeft ? right.get() : left.get()))
                : Optional.empty();
    }

    private static boolean fits(long small, long large) {
        return (small < SMALL && large >= BESIDE * small)
                || (small < 100 * Sizes.MB && large > 10 * Sizes.GB)
                || (small < 1000 * Sizes.MB && large > 300 * Sizes.GB)
                || (small < 5 * Sizes.GB && large > Sizes.TB);
    }

    /** A side whose unmatched rows are wanted cannot be broadcast. */
    private static boolean buildable(PlanNode join, boolean left) {
        if (join.words().contains("FullOuter")) {
            return false;
        }
        boolean leftKept = join.words().contains("LeftOuter")
                || join.words().contains("LeftSemi")
                || join.words().contains("LeftAnti")
                || join.words().contains("ExistenceJoin");
        return left ? !leftKept : !join.words().contains("RightOuter");
    }

    private Diagnosis candidate(PlanNode join, long small, long large, PlanNode shuffled) {
        double moving = shuffled.stageIds().stream()
                .flatMap(id -> work.stage(id).stream())
                .mapToDouble(stage ->
                        stage.total(Metric.SHUFFLE_WRITE_TIME) / 1e6 + stage.total(Metric.SHUFFLE_FETCH_WAIT_TIME))
                .sum();
        return new DiagnosisBuilder(Cause.BROADCAST_CANDIDATE, large > Sizes.GB ? Severity.HIGH : Severity.MEDIUM)
                .stages(List.copyOf(join.stageIds()))
                .detail(
                        "A sort-merge join (%s) shuffles %s for a table of %s.",
                        String.join(", ", join.columns()), Sizes.text(large), Sizes.text(small))
                .figure("sql_execution_id", execution.id())
                .figure("small_bytes", small)
                .figure("large_bytes", large)
                .figure("columns", join.columns())
                .rule(
                        "smaller side < 10 MB beside 3 times as much (or < 100 MB beside > 10 GB, < 1000 MB beside > 300 GB, < 5 GB beside"
                                + " > 1 TB)",
                        Sources.DATAFLINT)
                .advise(
                        "Hint it: SELECT /*+ BROADCAST(small) */ …, or broadcast(small) in a DataFrame; drop MERGE hints.")
                .set("spark.sql.autoBroadcastJoinThreshold", Math.max(SMALL, small * 2))
                .saves(
                        moving / work.cores() / 1000,
                        "Time of writing and waiting for the large side's shuffle, over the cores that work at once.")
                .build();
    }

    private Diagnosis oversized(long size) {
        return new DiagnosisBuilder(Cause.OVERSIZED_BROADCAST, Severity.HIGH)
                .stages(execution.stageIds())
                .detail("A table of %s is sent to every executor.", Sizes.text(size))
                .figure("sql_execution_id", execution.id())
                .figure("broadcast_bytes", size)
                .rule("broadcast > 1 GB", Sources.DATAFLINT)
                .advise("Take the BROADCAST hint away, or filter and project the table before the join.")
                .set("spark.sql.autoBroadcastJoinThreshold", "10485760")
                .build();
    }

    private Diagnosis crossed(PlanNode join) {
        long rows = join.metric("number of output rows").orElse(0L);
        return new DiagnosisBuilder(Cause.CROSS_JOIN, rows > CROSSED_ROWS ? Severity.CRITICAL : Severity.MEDIUM)
                .stages(List.copyOf(join.stageIds()))
                .detail("A join without a condition makes %,d rows.", rows)
                .figure("sql_execution_id", execution.id())
                .figure("output_rows", rows)
                .rule(
                        "CartesianProduct, or BroadcastNestedLoopJoin without a condition; critical above 10 billion rows",
                        Sources.DATAFLINT)
                .advise("Name the columns on which the tables belong together: JOIN … ON a.key = b.key.")
                .build();
    }
}
