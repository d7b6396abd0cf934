package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Map;

/**
 * A workflow in force as clients see it.
 *
 * @param inputs JSON types by name
 * @param tasks as planned
 */
public record WorkflowView(
        String id,
        int version,
        String description,
        Map<String, String> inputs,
        List<String> requiredInputs,
        List<List<String>> levels,
        List<WorkflowTask> tasks) {
    /** A task of it. */
    public record WorkflowTask(String id, String expert, String action, List<String> dependsOn) {}
}
