package org.opendatagov.orchestrator.workflow;

import java.util.List;

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

    List<Step> steps() {
        return steps;
    }
}
