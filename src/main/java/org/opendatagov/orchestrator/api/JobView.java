package org.opendatagov.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.JobRun;

/** A job as clients see it, with its runs, newest first. */
record JobView(@JsonUnwrapped CatalogJob job, List<JobRun> runs) {}
