package org.opendatagov.orchestrator.forecast;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What past runs took and spent (port). */
public interface PastRuns {
    /** Of the newest runs of a workflow that succeeded, at most so many. Outcomes taken over from other runs are left out. */
    History ofWorkflow(String workflow, int most);

    /** What tasks of an expert spent on models, in USD, the newest ones; those that asked none are left out. */
    List<BigDecimal> costsOf(String expert, int most);

    /** @param tasks by id, a sample for each run */
    record History(int runs, Map<String, List<Sample>> tasks) {
        public History {
            tasks = Map.copyOf(tasks);
        }
    }

    /** A task as it ended once. */
    record Sample(BigDecimal seconds, BigDecimal usd) {}
}
