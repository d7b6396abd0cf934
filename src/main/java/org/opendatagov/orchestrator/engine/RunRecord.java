package org.opendatagov.orchestrator.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertReport;

/**
 * A run with what its tasks answered, by task id in the workflow's order, and what they spent: what a report is made of.
 *
 * @param costs by task id, of those that asked a model
 */
public record RunRecord(RunView run, Map<String, ExpertReport> reports, Map<String, TaskCost> costs) {
    public RunRecord {
        reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
        costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
    }
}
