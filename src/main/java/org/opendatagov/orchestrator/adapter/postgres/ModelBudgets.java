package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.BudgetState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Budgets as people see and set them. */
final class ModelBudgets {
    private ModelBudgets() {}

    /** @param cap empty: what the settings say counts again */
    static int setCap(JdbcClient client, String scope, Optional<BigDecimal> cap) {
        return client.sql("""
                        INSERT INTO model_budget (scope, cap_usd) VALUES (:scope, :cap)
                        ON CONFLICT (scope) DO UPDATE SET cap_usd = excluded.cap_usd""")
                .param("scope", scope)
                .param("cap", cap.orElse(null), java.sql.Types.NUMERIC)
                .update();
    }

    static List<BudgetState> states(JdbcClient client, List<Budget> budgets) {
        List<BudgetState> states = new ArrayList<>();
        for (Budget budget : budgets) {
            states.add(client.sql("SELECT spent_usd, reserved_usd, cap_usd FROM model_budget WHERE scope = ?")
                    .param(budget.scope())
                    .query((row, number) -> new BudgetState(
                            budget.scope(),
                            Optional.ofNullable(row.getBigDecimal("cap_usd")).orElse(budget.cap()),
                            row.getBigDecimal("cap_usd") != null,
                            row.getBigDecimal("spent_usd"),
                            row.getBigDecimal("reserved_usd")))
                    .optional()
                    .orElseGet(() ->
                            new BudgetState(budget.scope(), budget.cap(), false, BigDecimal.ZERO, BigDecimal.ZERO)));
        }
        return states;
    }
}
