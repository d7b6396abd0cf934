package org.opendatagov.orchestrator.report;

import java.util.Optional;
import java.util.UUID;

/** A run's report in its forms. */
public interface Reports {
    /** The report of a run, also of one that failed; empty where there is no such run. */
    Optional<RunReport> report(UUID runId);

    /** Two runs held against each other, ended or not; empty where one of them is not there. */
    Optional<RunComparison> compare(UUID first, UUID second);

    String json(RunComparison comparison);

    String markdown(RunComparison comparison);

    String json(RunReport report);

    String markdown(RunReport report);

    /** An audit's rows by dataset and article; empty where the report is of no audit. */
    Optional<String> csv(RunReport report);

    /** A page that needs nothing but itself. */
    String html(RunReport report);
}
