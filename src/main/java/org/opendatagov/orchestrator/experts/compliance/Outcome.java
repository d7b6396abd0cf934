package org.opendatagov.orchestrator.experts.compliance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param missing what must be shown, by its name; empty where nothing is missing
 * @param reason one sentence; empty where there is nothing to say
 * @param figures what was counted
 */
record Outcome(Verdict verdict, List<String> missing, String reason, Map<String, Object> figures) {
    Outcome {
        missing = List.copyOf(missing);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    static Outcome satisfied() {
        return satisfied("", Map.of());
    }

    static Outcome satisfied(String reason, Map<String, Object> figures) {
        return new Outcome(Verdict.SATISFIED, List.of(), reason, figures);
    }

    static Outcome violated(String reason, Map<String, Object> figures) {
        return new Outcome(Verdict.VIOLATED, List.of(), reason, figures);
    }

    static Outcome needs(List<String> missing, String reason, Map<String, Object> figures) {
        return new Outcome(Verdict.NEEDS_EVIDENCE, missing, reason, figures);
    }

    static Outcome needs(String missing, String reason) {
        return new Outcome(Verdict.NEEDS_EVIDENCE, List.of(missing), reason, Map.of());
    }
}
