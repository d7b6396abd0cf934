package org.opendatagov.orchestrator.experts.performance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Severity;

/**
 * A cause that the figures show.
 *
 * @param detail one sentence for people
 * @param figures what it rests on: numbers, and names of columns, hosts and settings
 * @param rule what was compared with what
 * @param source where the threshold is from
 * @param advice what to do: the exact setting or rewrite, the first one first
 * @param settings configuration that follows from the figures, by key
 * @param savedSeconds time that the application would take less; 0 where only cost or safety is won
 * @param savedHow how that was computed
 */
record Diagnosis(
        Cause cause,
        List<Integer> stageIds,
        Severity severity,
        String detail,
        Map<String, Object> figures,
        String rule,
        String source,
        List<String> advice,
        Map<String, String> settings,
        double savedSeconds,
        String savedHow) {
    Diagnosis {
        stageIds = List.copyOf(stageIds);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        advice = List.copyOf(advice);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        savedSeconds = Math.round(Math.max(0, savedSeconds) * 1000) / 1000.0;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("cause", cause.text());
        described.put("stage_ids", stageIds);
        described.put("severity", severity.text());
        described.put("detail", detail);
        described.put("figures", figures);
        described.put("rule", rule);
        described.put("source", source);
        described.put("advice", advice);
        described.put("settings", settings);
        described.put("saved_seconds", savedSeconds);
        described.put("saved_how", savedHow);
        return described;
    }
}
