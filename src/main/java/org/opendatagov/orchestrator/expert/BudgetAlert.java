package org.opendatagov.orchestrator.expert;

import java.math.BigDecimal;

/**
 * A budget has passed a share of its cap.
 *
 * @param scope {@code run}, {@code user:<name>:2026-11}, {@code tenant:<name>:2026-11}, {@code month:2026-11}
 * @param percent the highest share passed: 50, 80, 100
 * @param spentUsd spent of it so far
 */
public record BudgetAlert(String scope, int percent, BigDecimal spentUsd, BigDecimal capUsd) {}
