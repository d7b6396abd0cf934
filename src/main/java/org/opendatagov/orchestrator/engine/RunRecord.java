package org.opendatagov.orchestrator.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertReport;

/** A run with what its tasks answered, by task id in the workflow's order: what a report is made of. */
public record RunRecord(RunView run, Map<String, ExpertReport> reports) {
    public RunRecord {
        reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
    }
}
