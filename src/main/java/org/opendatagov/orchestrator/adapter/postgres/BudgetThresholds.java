package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.ModelLedger.Alert;

/** The shares of a budget at which somebody is told. */
final class BudgetThresholds {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** In percent, the highest first: of several passed at once the highest is told. */
    private static final List<Integer> PERCENTS = List.of(100, 80, 50);

    private BudgetThresholds() {}

    static Optional<Alert> passed(BigDecimal before, BigDecimal after, Budget budget) {
        return PERCENTS.stream()
                .filter(percent -> {
                    BigDecimal threshold =
                            budget.cap().multiply(BigDecimal.valueOf(percent)).divide(HUNDRED);
                    return before.compareTo(threshold) < 0 && after.compareTo(threshold) >= 0;
                })
                .findFirst()
                .map(percent -> new Alert(budget.scope(), percent, after, budget.cap()));
    }
}
