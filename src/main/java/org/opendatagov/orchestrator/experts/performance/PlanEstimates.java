package org.opendatagov.orchestrator.experts.performance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanSource;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Rows that are far from what was estimated: told of the operator where it begins, for those above inherit it. */
final class PlanEstimates implements PlanCheck {
    /** PEV2 marks a factor of 10 as worth a look, of 100 as bad, of 1,000 as worst. */
    private static final double MEDIUM = 10;

    private static final double HIGH = 100;
    private static final double WORST = 1000;
    /** Ours: below, the planner's choice costs nothing, however wrong. */
    private static final double MIN_ROWS = 1_000;

    private static final int MOST = 5;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        boolean cutShort = plan.nodes().stream().anyMatch(node -> node.name().equals("Limit"));
        return plan.nodes().stream()
                .filter(node -> missed(node) && !(cutShort && factor(node) > 0 && over(node)))
                .filter(node -> node.below(below -> missed(below) && over(below) == over(node))
                        .isEmpty())
                .sorted(Comparator.comparingDouble(PlanEstimates::factor).reversed())
                .limit(MOST)
                .map(node -> diagnosis(plan, node))
                .toList();
    }

    /** An operator below LIMIT is stopped early: fewer rows than estimated tell nothing there. */
    private static boolean over(PlanNode node) {
        return node.amount("estimated_rows") > node.amount("rows_per_loop");
    }

    private static boolean missed(PlanNode node) {
        boolean known = node.figure("estimated_rows").isPresent() && node.amount("loops") > 0;
        double most = Math.max(node.amount("estimated_rows"), node.amount("rows_per_loop"));
        return known && most * node.amount("loops") >= MIN_ROWS && factor(node) >= MEDIUM;
    }

    private static double factor(PlanNode node) {
        double estimated = Math.max(1, node.amount("estimated_rows"));
        double actual = Math.max(1, node.amount("rows_per_loop"));
        return Math.max(estimated / actual, actual / estimated);
    }

    private static PlanDiagnosis diagnosis(QueryPlan plan, PlanNode node) {
        double factor = factor(node);
        Severity severity = factor >= WORST ? Severity.HIGH : factor >= HIGH ? Severity.MEDIUM : Severity.LOW;
        return new PlanDiagnosis(
                "row_estimate_missed",
                List.of(node.id()),
                severity,
                "%s gives %s rows a loop, %s were estimated"
                        .formatted(
                                PlanFigures.operator(node),
                                PlanFigures.count(node.amount("rows_per_loop")),
                                PlanFigures.count(node.amount("estimated_rows"))),
                PlanFigures.of(
                        "estimated_rows", node.amount("estimated_rows"),
                        "actual_rows", node.amount("rows_per_loop"),
                        "loops", node.amount("loops"),
                        "factor", factor),
                "estimated and actual rows of a loop differ by a factor of 10 or more, in an operator of 1,000 rows or more",
                "PEV2's classes of row estimates: 10, 100, 1,000; the least of 1,000 rows is ours",
                advice(plan, node),
                PlanDiagnosis.Saving.UNKNOWN);
    }

    private static String advice(QueryPlan plan, PlanNode node) {
        PlanNode scan = node.all().stream()
                .filter(below -> below.label("relation").isPresent())
                .findFirst()
                .orElse(node);
        String relation = PlanFigures.relation(scan);
        Optional<String> condition = node.condition("filter")
                .or(() -> node.condition("index_condition"))
                .or(() -> node.condition("recheck_condition"));
        List<String> columns =
                condition.map(text -> PlanColumns.compared(scan, text)).orElse(List.of());
        if (plan.source() != PlanSource.POSTGRESQL) {
            return "ANALYZE %s; so that the optimiser knows its rows%s."
                    .formatted(
                            relation,
                            plan.source() == PlanSource.SPARK
                                    ? " (ANALYZE TABLE … COMPUTE STATISTICS FOR ALL COLUMNS)"
                                    : "");
        }
        String several = columns.size() < 2
                ? columns.isEmpty()
                        ? ""
                        : " ALTER TABLE %s ALTER COLUMN %s SET STATISTICS 1000; before it, where the column is skewed."
                                .formatted(relation, columns.getFirst())
                : " CREATE STATISTICS ON %s FROM %s; before it, for columns that depend on each other."
                        .formatted(String.join(", ", columns), relation);
        return "ANALYZE %s;%s".formatted(relation, several);
    }
}
