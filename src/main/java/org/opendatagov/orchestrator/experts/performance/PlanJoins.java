package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanOperator;
import org.opendatagov.orchestrator.plan.PlanSource;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Joins that compare every row with every row, and inner sides that are gone through again and again. */
final class PlanJoins implements PlanCheck {
    /** Ours: a thousand repetitions of a scan are where building a hash table once is cheaper on any machine. */
    private static final double MIN_LOOPS = 1_000;
    /** Ours: a million pairs take about a second. */
    private static final double MIN_PAIRS = 1_000_000;

    private static final double SHARE_OF_TIME = 0.1;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        return plan.nodes().stream()
                .filter(node -> node.operator().isJoin() && node.children().size() >= 2)
                .flatMap(node ->
                        crossJoin(plan, node).or(() -> everyPair(plan, node)).or(() -> repeated(plan, node)).stream())
                .toList();
    }

    private static double rows(PlanNode node) {
        return node.all().stream()
                .filter(below -> below.knownRows().isPresent())
                .findFirst()
                .map(below -> below.knownRows().orElse(0))
                .orElse(0.0);
    }

    private static Optional<PlanDiagnosis> crossJoin(QueryPlan plan, PlanNode join) {
        PlanNode outer = join.children().getFirst();
        PlanNode inner = join.children().getLast();
        boolean conditions = join.condition("join_condition").isPresent()
                || join.condition("join_filter").isPresent();
        boolean cross = join.operator() == PlanOperator.CROSS_JOIN
                || (join.operator() == PlanOperator.NESTED_LOOP && !bound(plan, outer, inner));
        boolean semi = join.label("join_type")
                .filter(type -> type.matches("(?i).*(semi|anti).*"))
                .isPresent();
        if (!cross || conditions || semi) {
            return Optional.empty();
        }
        double left = rows(outer);
        double right = plan.source() == PlanSource.POSTGRESQL
                ? inner.figure("rows_per_loop").orElse(inner.amount("estimated_rows"))
                : rows(inner);
        boolean known = left > 0 && right > 0;
        if (known && (Math.min(left, right) <= 1 || left * right < MIN_PAIRS)) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "cross_join",
                List.of(join.id()),
                Severity.HIGH,
                "%s joins every row with every row".formatted(PlanFigures.operator(join)),
                known
                        ? PlanFigures.of("outer_rows", left, "inner_rows", right, "pairs", left * right)
                        : PlanFigures.of("pairs_known", false),
                "a join has no condition, and both sides have more than one row; of a million pairs or more where rows are known",
                "Spark SQL's guide warns of cartesian products (spark.sql.crossJoin.enabled); the least of a million pairs is ours",
                "Add the condition that is missing: JOIN … ON a.key = b.key instead of a comma or CROSS JOIN%s."
                        .formatted(sides(outer, inner)),
                PlanDiagnosis.Saving.ofMillis(join.amount("self_ms"), "At most: the join's own time.")));
    }

    private static String sides(PlanNode outer, PlanNode inner) {
        return scanned(outer)
                .flatMap(left -> scanned(inner).map(right -> ", between " + left + " and " + right))
                .orElse("");
    }

    private static Optional<String> scanned(PlanNode side) {
        return side.all().stream()
                .flatMap(node -> node.label("relation").stream())
                .findFirst();
    }

    /** Whether the inner side of PostgreSQL's loop is looked up by the outer row. */
    private static boolean bound(QueryPlan plan, PlanNode outer, PlanNode inner) {
        Set<String> names = outer.all().stream()
                .flatMap(node ->
                        java.util.stream.Stream.of("alias", "relation").flatMap(label -> node.label(label).stream()))
                .collect(Collectors.toSet());
        return plan.source() == PlanSource.POSTGRESQL && (names.isEmpty() || PlanColumns.mentionsAny(inner, names));
    }

    /** A loop over two whole inputs with a condition that is no equality. */
    private static Optional<PlanDiagnosis> everyPair(QueryPlan plan, PlanNode join) {
        boolean pairs = (join.operator() == PlanOperator.NESTED_LOOP && plan.source() != PlanSource.POSTGRESQL)
                || join.operator() == PlanOperator.CROSS_JOIN;
        double left = rows(join.children().getFirst());
        double right = rows(join.children().getLast());
        boolean known = left > 0 && right > 0;
        if (!pairs || (known && left * right < MIN_PAIRS)) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "join_compares_every_pair",
                List.of(join.id()),
                known ? Severity.HIGH : Severity.MEDIUM,
                "%s compares every pair of rows: its condition has no equality".formatted(PlanFigures.operator(join)),
                known
                        ? PlanFigures.of("outer_rows", left, "inner_rows", right, "pairs", left * right)
                        : PlanFigures.of("pairs_known", false),
                "a nested loop over two whole inputs; of a million pairs or more where rows are known",
                "Spark SQL's performance tuning guide on join strategies: a nested loop is the last choice, for joins without an equality; the number is ours",
                "Add an equality to the condition (a bucket of the range as a key, on both sides); split a condition with OR into two joins and UNION them.",
                PlanDiagnosis.Saving.ofMillis(join.amount("self_ms"), "At most: the join's own time.")));
    }

    private static Optional<PlanDiagnosis> repeated(QueryPlan plan, PlanNode join) {
        PlanNode inner = join.children().getLast();
        PlanNode scan = inner.all().stream()
                .filter(node -> node.label("relation").isPresent())
                .findFirst()
                .orElse(inner);
        double loops = inner.amount("loops");
        double total = inner.amount("total_ms");
        boolean dominates = total >= SHARE_OF_TIME * plan.root().amount("total_ms");
        if (join.operator() != PlanOperator.NESTED_LOOP || loops < MIN_LOOPS || !dominates) {
            return Optional.empty();
        }
        boolean whole = scan.operator() == PlanOperator.SCAN;
        double once = total / loops;
        String keys = String.join(
                ", ",
                PlanColumns.compared(
                        scan,
                        scan.condition("filter")
                                .or(() -> join.condition("join_filter"))
                                .orElse("")));
        return Optional.of(new PlanDiagnosis(
                "nested_loop_over_many_rows",
                List.of(join.id(), inner.id()),
                whole ? Severity.HIGH : Severity.MEDIUM,
                "%s goes through its inner side %s times"
                        .formatted(PlanFigures.operator(join), PlanFigures.count(loops)),
                PlanFigures.of(
                        "loops",
                        loops,
                        "inner_ms",
                        total,
                        "inner_ms_per_loop",
                        once,
                        "estimated_outer_rows",
                        join.children().getFirst().amount("estimated_rows")),
                "a nested loop goes through its inner side 1,000 times or more, which takes 10 % or more of the time",
                "Ours: from there on one pass with a hash table is cheaper; see PostgreSQL's documentation, Planner/Optimizer, on its three joins",
                (whole && !keys.isEmpty()
                                ? "CREATE INDEX CONCURRENTLY ON %s (%s); or "
                                        .formatted(PlanFigures.relation(scan), keys)
                                : "")
                        + "ANALYZE the outer tables, so that a hash join is chosen; to see what it gives: SET enable_nestloop = off; for this query alone.",
                whole
                        ? PlanDiagnosis.Saving.ofMillis(
                                total - once,
                                String.format(
                                        Locale.ROOT,
                                        "The inner side's %.0f ms less one pass of it, which a hash join needs.",
                                        total))
                        : PlanDiagnosis.Saving.UNKNOWN));
    }
}
