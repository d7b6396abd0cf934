package org.opendatagov.orchestrator.expert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an expert answers. All of it is JSON and none of it holds a raw personal value.
 *
 * @param summary one line for people
 * @param result machine-readable, by the action's result schema
 * @param context what later tasks of the run may read: name to JSON value
 * @param fingerprints fingerprints of the datasets it read, by location
 */
public record ExpertReport(
        String summary,
        List<Finding> findings,
        List<Evidence> evidence,
        Map<String, Object> result,
        Map<String, Object> context,
        Map<String, String> fingerprints) {
    public ExpertReport {
        Objects.requireNonNull(summary, "summary");
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
        result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
        fingerprints = Map.copyOf(fingerprints);
    }
}
