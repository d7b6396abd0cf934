package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;

/**
 * How a budget stands.
 *
 * @param scope as of {@link Budget}
 * @param capUsd that is in force
 * @param ownCap whether the cap was set for this scope alone; else it is the settings'
 * @param spentUsd of calls that are settled
 * @param reservedUsd of calls that go on
 */
public record BudgetState(
        String scope, BigDecimal capUsd, boolean ownCap, BigDecimal spentUsd, BigDecimal reservedUsd) {}
