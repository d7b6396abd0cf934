package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/** A profile and when it was taken. */
public record ProfileSnapshot(String datasetId, Instant at, DatasetProfile profile) {}
