package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A budget that passed a share of its cap by what a task of the run spent.
 *
 * @param scope {@code run}, {@code user:<name>:2026-11}, {@code tenant:<name>:2026-11}, {@code month:2026-11}
 * @param percent 50, 80, 100
 */
public record RunAlert(String scope, int percent, BigDecimal spentUsd, BigDecimal capUsd, String task, Instant at) {}
