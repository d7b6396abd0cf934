package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanOperator;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** What a query asks for in a form that costs: subqueries for each row, large offsets. */
final class PlanShape implements PlanCheck {
    /** Ours: a subquery is a query of its own; a thousand of them are a loop in disguise. */
    private static final double MIN_CALLS = 1_000;
    /** Ours: rows that are made, sorted and thrown away for a page that begins behind them. */
    private static final double MIN_SKIPPED = 10_000;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        List<PlanDiagnosis> found = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            subplan(node).ifPresent(found::add);
            offset(node).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<PlanDiagnosis> subplan(PlanNode node) {
        boolean perRow = node.label("relationship").filter("SubPlan"::equals).isPresent();
        double loops = node.amount("loops");
        double total = node.amount("total_ms");
        if (!perRow || loops < MIN_CALLS) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "subquery_for_each_row",
                List.of(node.id()),
                Severity.HIGH,
                "%s runs %s times, once for each row"
                        .formatted(node.label("subplan").orElse("A subquery"), PlanFigures.count(loops)),
                PlanFigures.of("loops", loops, "total_ms", total, "ms_per_loop", total / loops),
                "a SubPlan is run 1,000 times or more",
                "Ours; PostgreSQL's documentation, Using EXPLAIN: a SubPlan that is not hashed runs for each row",
                "Join instead: LEFT JOIN (SELECT key, count(*) … GROUP BY key) s ON s.key = t.key, or LEFT JOIN LATERAL with an index on the key; for IN and NOT IN use EXISTS and NOT EXISTS.",
                PlanDiagnosis.Saving.ofMillis(
                        total - total / loops,
                        String.format(Locale.ROOT, "At most: %.0f ms for all its runs, less one.", total))));
    }

    private static Optional<PlanDiagnosis> offset(PlanNode node) {
        if (node.operator() != PlanOperator.LIMIT || node.children().isEmpty()) {
            return Optional.empty();
        }
        PlanNode input = node.children().getFirst();
        double skipped = input.amount("rows") - node.amount("rows");
        boolean pulled = node.name().equals("Limit") || node.name().endsWith("LIMIT");
        if (!pulled || node.figure("rows").isEmpty() || skipped < MIN_SKIPPED) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "large_offset",
                List.of(node.id()),
                Severity.MEDIUM,
                "%s takes %s rows and gives %s: the others are made to be skipped"
                        .formatted(
                                PlanFigures.operator(node),
                                PlanFigures.count(input.amount("rows")),
                                PlanFigures.count(node.amount("rows"))),
                PlanFigures.of("skipped_rows", skipped, "rows", node.amount("rows")),
                "10,000 rows or more go into a LIMIT and do not come out of it",
                "PostgreSQL's documentation, LIMIT and OFFSET: skipped rows still have to be computed, a large OFFSET might be inefficient; the number is ours",
                "Page by key: WHERE (sort_key, id) > (last seen) ORDER BY sort_key, id LIMIT n, with an index on (sort_key, id).",
                PlanDiagnosis.Saving.ofMillis(
                        input.amount("total_ms") * skipped / Math.max(1, input.amount("rows")),
                        "The input's time times the share of rows that are skipped.")));
    }
}
