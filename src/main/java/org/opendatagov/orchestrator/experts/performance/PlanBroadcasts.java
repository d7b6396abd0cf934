package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanOperator;
import org.opendatagov.orchestrator.plan.PlanSource;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Joins of Spark and Trino that should send one side to all workers, or should not. */
final class PlanBroadcasts implements PlanCheck {
    private static final double MEGABYTE = 1 << 20;
    /** Spark's default of spark.sql.autoBroadcastJoinThreshold. */
    private static final double SMALL = 10 * MEGABYTE;
    /** DataFlint's alert of large broadcasts. */
    private static final double LARGE = 1024 * MEGABYTE;
    /** Ours: shuffling less than ten times the small side costs about what the broadcast does. */
    private static final double BESIDE = 10;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        boolean spread = plan.source() == PlanSource.SPARK || plan.source() == PlanSource.TRINO;
        return !spread
                ? List.of()
                : plan.nodes().stream()
                        .flatMap(node -> candidate(plan, node).or(() -> oversized(plan, node)).stream())
                        .toList();
    }

    private static OptionalDouble bytes(PlanNode join, int side) {
        OptionalDouble told = join.figure(side == 0 ? "left_bytes" : "right_bytes");
        if (told.isPresent()) {
            return told;
        }
        return join.children().get(side == 0 ? 0 : join.children().size() - 1).all().stream()
                .flatMap(node ->
                        java.util.stream.Stream.of("bytes", "estimated_bytes").map(node::figure))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static boolean shuffled(PlanNode node) {
        boolean partitioned =
                node.label("distribution").filter("PARTITIONED"::equals).isPresent();
        return node.operator() == PlanOperator.MERGE_JOIN
                || (node.operator() == PlanOperator.HASH_JOIN
                        && (partitioned || node.name().startsWith("Shuffled")));
    }

    private static Optional<PlanDiagnosis> candidate(QueryPlan plan, PlanNode join) {
        if (!shuffled(join) || join.children().size() < 2) {
            return Optional.empty();
        }
        double left = bytes(join, 0).orElse(-1);
        double right = bytes(join, 1).orElse(-1);
        double small = Math.min(left, right);
        double large = Math.max(left, right);
        if (small < 0 || small >= SMALL || large < BESIDE * Math.max(1, small) || !mayBroadcast(join, left <= right)) {
            return Optional.empty();
        }
        PlanNode side = join.children().get(left <= right ? 0 : join.children().size() - 1);
        String name = side.all().stream()
                .flatMap(node -> node.label("relation").stream())
                .findFirst()
                .orElse("the smaller side");
        return Optional.of(new PlanDiagnosis(
                "broadcast_candidate",
                List.of(join.id()),
                large >= LARGE ? Severity.HIGH : Severity.MEDIUM,
                "%s shuffles %s to join it with %s"
                        .formatted(PlanFigures.operator(join), PlanFigures.bytes(large), PlanFigures.bytes(small)),
                PlanFigures.of("small_bytes", small, "large_bytes", large),
                "a shuffled join has a side below 10 MB and another ten times as large or more",
                "Spark's default of spark.sql.autoBroadcastJoinThreshold, 10 MB; the factor is ours",
                plan.source() == PlanSource.SPARK
                        ? "SELECT /*+ BROADCAST(%s) */ …; or spark.sql.autoBroadcastJoinThreshold=10MB (it may be -1 or lower now) and ANALYZE TABLE %s COMPUTE STATISTICS."
                                .formatted(name, name)
                        : "SET SESSION join_distribution_type = 'AUTOMATIC'; (or 'BROADCAST' for this query), and ANALYZE %s."
                                .formatted(name),
                PlanDiagnosis.Saving.UNKNOWN));
    }

    /** An outer join keeps all rows of one side, which cannot be the one that is sent. */
    private static boolean mayBroadcast(PlanNode join, boolean left) {
        String type = join.label("join_type").orElse("Inner") + join.name();
        return !type.contains("Full") && !(left && type.contains("Left")) && !(!left && type.contains("Right"));
    }

    private static Optional<PlanDiagnosis> oversized(QueryPlan plan, PlanNode node) {
        boolean broadcast = node.operator() == PlanOperator.BROADCAST
                || node.label("output").filter("BROADCAST"::equals).isPresent();
        double bytes = node.figure("bytes").orElse(node.amount("estimated_bytes"));
        if (!broadcast || bytes <= LARGE) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "oversized_broadcast",
                List.of(node.id()),
                Severity.HIGH,
                "%s sends %s to every worker".formatted(PlanFigures.operator(node), PlanFigures.bytes(bytes)),
                PlanFigures.of("bytes", bytes, "measured", node.figure("bytes").isPresent()),
                "more than 1 GB is broadcast",
                "DataFlint's alert of large broadcasts, 1 GB",
                plan.source() == PlanSource.SPARK
                        ? "Drop the BROADCAST hint and set spark.sql.autoBroadcastJoinThreshold=10MB, so that both sides are shuffled (SELECT /*+ MERGE(t) */ …)."
                        : "SET SESSION join_distribution_type = 'PARTITIONED'; or lower join_max_broadcast_table_size (100 MB unless set).",
                PlanDiagnosis.Saving.UNKNOWN));
    }
}
