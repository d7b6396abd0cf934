package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What runs spent on language models (port). Thread-safe. */
public interface RunCosts {
    /**
     * Of several runs at once, by run and task; of a fan-out its items together. What asked no model is not there. As long as nobody ever asked
     * one, what another replica spends may come a second late.
     */
    Map<UUID, Map<String, TaskCost>> of(Collection<UUID> runs);

    /** Sees what others have spent up to now. */
    void look();

    /** All tasks together. */
    static BigDecimal total(Map<String, TaskCost> tasks) {
        return tasks.values().stream().map(TaskCost::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
