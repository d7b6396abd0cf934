package org.opendatagov.orchestrator.spark;

/** How a job or an SQL execution stands, as Spark's REST API says it. */
public enum JobStatus {
    RUNNING,
    SUCCEEDED,
    FAILED
}
