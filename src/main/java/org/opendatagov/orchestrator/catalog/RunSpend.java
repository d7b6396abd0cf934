package org.opendatagov.orchestrator.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What the runs of this service spent themselves, on language models (port). Thread-safe. */
public interface RunSpend {
    /**
     * Runs made at this time or later, by workflow and month.
     *
     * @return by month and workflow
     */
    List<Spent> since(Instant from);

    /**
     * @param month as {@code 2026-11}, in UTC
     * @param runs how many were made
     * @param costUsd what they spent
     */
    record Spent(String workflow, String month, long runs, BigDecimal costUsd) {}
}
