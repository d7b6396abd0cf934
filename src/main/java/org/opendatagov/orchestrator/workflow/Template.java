package org.opendatagov.orchestrator.workflow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A workflow template: the plan that the engine goes by, and its source. */
public final class Template {
    private final Plan plan;
    private final String source;
    private final List<Step> steps;

    Template(Plan plan, String source, List<Step> steps) {
        this.plan = plan;
        this.source = source;
        this.steps = List.copyOf(steps);
    }

    public Plan plan() {
        return plan;
    }

    /** The YAML text as it was read. */
    public String source() {
        return source;
    }

    /** The kamelets that its route goes to, each with the task's id: {@code kamelet:<name>?task=<id>}. */
    public Set<String> kamelets() {
        return Step.leaves(steps).stream()
                .map(task -> task.kamelet() + "?task=" + task.id())
                .collect(Collectors.toSet());
    }

    List<Step> steps() {
        return steps;
    }
}
