package org.opendatagov.orchestrator.report;

import java.util.Optional;
import java.util.UUID;

/** A run's report in its forms. */
public interface Reports {
    /** The report of a run, also of one that failed; empty where there is no such run. */
    Optional<RunReport> report(UUID runId);

    String json(RunReport report);

    String markdown(RunReport report);

    /** A page that needs nothing but itself. */
    String html(RunReport report);
}
