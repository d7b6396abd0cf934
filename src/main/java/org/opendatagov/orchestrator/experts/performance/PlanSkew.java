package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Trino tells how unevenly rows come to the instances of an operator. */
final class PlanSkew implements PlanCheck {
    /** Ours: with a deviation as large as the average some instances have several times what others have. */
    private static final double DEVIATION = 1;

    private static final double MIN_ROWS = 100_000;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        return plan.nodes().stream()
                .filter(node -> node.amount("input_deviation") >= DEVIATION && node.amount("rows") >= MIN_ROWS)
                .map(node -> new PlanDiagnosis(
                        "data_skew",
                        List.of(node.id()),
                        Severity.MEDIUM,
                        "Rows come unevenly to the instances of %s".formatted(PlanFigures.operator(node)),
                        PlanFigures.of(
                                "input_deviation",
                                node.amount("input_deviation"),
                                "rows_average",
                                node.amount("input_rows_average"),
                                "rows",
                                node.amount("rows")),
                        "the standard deviation of rows is 100 % of the average or more, of 100,000 rows or more",
                        "Trino's documentation, EXPLAIN ANALYZE, names skew as what these figures are for; the thresholds are ours",
                        "Join or group by a key with more values (add a salt to the hot ones), or filter NULLs and defaults before the exchange.",
                        PlanDiagnosis.Saving.UNKNOWN))
                .toList();
    }
}
