package org.opendatagov.orchestrator.spark;

import java.util.Map;

/**
 * A log that was read.
 *
 * @param location as the user named it, or the log's name for one that was looked up; safe to show
 * @param fingerprints of the log by location, once its application has ended: before that it grows
 */
public record EventLog(SparkApplication application, String location, Map<String, String> fingerprints) {
    public EventLog {
        fingerprints = Map.copyOf(fingerprints);
    }
}
