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
 * @param inputs what the definition gives the task; a string that is wholly <code>${…}</code> is a reference. The run's inputs that the
 *     action knows come beside them
 * @param when CEL condition; where it does not hold the task is skipped, and its dependents go on
 * @param forEach CEL expression of a list: the task is done for each item, its result the list of results
 * @param concurrency how many items of {@code forEach} are done at once
 * @param key CEL expression that names the item inside a split or loop; empty elsewhere
 * @param group the split or loop that the task stands in
 * @param line in its source, from 1; 0 where there is none
 */
public record PlanTask(
        String id,
        Work work,
        Optional<Map<String, Object>> inputs,
        Set<String> dependsOn,
        Optional<String> when,
        Optional<String> forEach,
        int concurrency,
        Optional<String> key,
        Optional<String> group,
        Duration timeout,
        RetryPolicy retry,
        OnFailure onFailure,
        int line) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);
    public static final int DEFAULT_CONCURRENCY = 10;

    public PlanTask {
        dependsOn = Collections.unmodifiableSet(new LinkedHashSet<>(dependsOn));
        inputs = inputs.map(values -> Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** Empty where the task is no expert's, or the capability decides. */
    public String expert() {
        return work instanceof Work.ExpertAction named ? named.expert() : "";
    }

    /** The expert's action, or what the task does instead, in the words of {@code uses}. */
    public String action() {
        return switch (work) {
            case Work.ExpertAction named -> named.action();
            case Work.TaskRoute route -> route.route();
            case Work.SubWorkflow sub -> "workflow:" + sub.workflow();
            case Work.Approval approval -> "approval";
        };
    }
}
