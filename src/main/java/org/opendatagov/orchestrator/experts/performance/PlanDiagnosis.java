package org.opendatagov.orchestrator.experts.performance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.opendatagov.orchestrator.expert.Severity;

/**
 * What a rule finds in a plan.
 *
 * @param cause in snake_case, stable for clients
 * @param nodes ids of the operators that show it, the worst first
 * @param title one line for people
 * @param figures what it rests on
 * @param rule the rule's condition with its threshold
 * @param source where the threshold is from
 * @param advice the configuration or the rewrite
 * @param saved estimate with how it was computed; none where the plan has no times, or nothing to compute it from
 */
record PlanDiagnosis(
        String cause,
        List<Integer> nodes,
        Severity severity,
        String title,
        Map<String, Object> figures,
        String rule,
        String source,
        String advice,
        Saving saved) {
    PlanDiagnosis {
        nodes = List.copyOf(nodes);
        figures = new LinkedHashMap<>(figures);
    }

    /** @param seconds at most; empty where unknown */
    record Saving(OptionalDouble seconds, String computed) {
        static final Saving UNKNOWN =
                new Saving(OptionalDouble.empty(), "Not estimated: the plan has no times for it.");

        static Saving ofMillis(double millis, String computed) {
            return millis > 0 ? new Saving(OptionalDouble.of(millis / 1000), computed) : UNKNOWN;
        }
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("cause", cause);
        described.put("stage_ids", List.of());
        described.put("node_ids", nodes);
        described.put("severity", severity.text());
        described.put("detail", title);
        described.put("figures", figures);
        described.put("rule", rule);
        described.put("source", source);
        described.put("advice", List.of(advice));
        described.put("saved_seconds", PlanFigures.rounded(saved.seconds().orElse(0)));
        described.put("saved_how", saved.computed());
        return described;
    }
}
