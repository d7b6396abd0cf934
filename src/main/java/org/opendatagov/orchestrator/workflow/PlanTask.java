package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One task of a plan.
 *
 * @param expert empty: the capability that owns the action decides
 * @param inputs what the definition gives the task; empty: the run's inputs that the action knows
 * @param line in its source, from 1; 0 where there is none
 */
public record PlanTask(
        String id,
        String expert,
        String action,
        Optional<Map<String, Object>> inputs,
        Set<String> dependsOn,
        Duration timeout,
        RetryPolicy retry,
        OnFailure onFailure,
        int line) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

    public PlanTask {
        dependsOn = Collections.unmodifiableSet(new LinkedHashSet<>(dependsOn));
        inputs = inputs.map(values -> Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }
}
