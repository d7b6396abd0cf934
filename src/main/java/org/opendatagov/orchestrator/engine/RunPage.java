package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Optional;

/** A page of runs; the cursor gives the next, absent on the last. */
public record RunPage(List<RunView> runs, Optional<String> nextCursor) {
    public RunPage {
        runs = List.copyOf(runs);
    }
}
