package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells others of runs that ended. */
@Component
class RunEnds {
    private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

    private final List<EndedRuns> others;
    private final RunCosts costs;

    RunEnds(ObjectProvider<EndedRuns> others, RunCosts costs) {
        this.others = others.orderedStream().toList();
        this.costs = costs;
    }

    /** What the run spent on models, wherever it went on; empty where that cannot be read now. */
    Optional<BigDecimal> cost(UUID run, boolean continued) {
        try {
            if (continued) {
                costs.look();
            }
            return Optional.of(RunCosts.total(costs.of(List.of(run)).getOrDefault(run, Map.of())));
        } catch (OrchestratorException e) {
            LOG.debug("The cost of run {} is not told with its end: {}", run, e.getMessage());
            return Optional.empty();
        }
    }

    /** @param read what the run's experts read */
    void tell(StoredRun run, RunChange change, ReadDatasets read) {
        EndedRun ended = new EndedRun(
                run.id(),
                run.workflow(),
                change.state(),
                change.reason(),
                run.startedAt().orElse(run.createdAt()),
                change.at(),
                read.fingerprints());
        others.forEach(other -> other.ended(ended));
    }
}
