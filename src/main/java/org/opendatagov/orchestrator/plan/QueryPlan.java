package org.opendatagov.orchestrator.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A plan as one tree.
 *
 * @param form {@code text, json, yaml, xml}
 * @param analyzed whether it was executed, so that rows and times are measured
 * @param figures of the whole: {@code planning_ms, execution_ms, jit_ms, trigger_ms, trigger_calls}
 * @param notes what was left out or is to be known when reading it
 */
public record QueryPlan(
        PlanSource source,
        String form,
        boolean analyzed,
        PlanNode root,
        Map<String, Double> figures,
        List<String> notes) {
    public QueryPlan {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        notes = List.copyOf(notes);
    }

    public List<PlanNode> nodes() {
        return root.all();
    }

    public OptionalDouble figure(String figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
