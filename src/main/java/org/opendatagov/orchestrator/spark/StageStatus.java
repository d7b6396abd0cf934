package org.opendatagov.orchestrator.spark;

/** Where a stage or job stands, as Spark's REST API says it. */
public enum StageStatus {
    PENDING,
    ACTIVE,
    COMPLETE,
    FAILED,
    SKIPPED
}
