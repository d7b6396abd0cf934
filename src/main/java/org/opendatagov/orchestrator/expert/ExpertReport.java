package org.opendatagov.orchestrator.expert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an expert answers. All of it is JSON and none of it holds a raw personal value.
 *
 * @param summary one line for people
 * @param result machine-readable, by the action's result schema
 * @param context what later tasks of the run may read: name to JSON value
 * @param fingerprints fingerprints of the datasets it read, by location
 * @param judgement what a language model made of it; empty where none was to be asked
 */
public record ExpertReport(
        String summary,
        List<Finding> findings,
        List<Evidence> evidence,
        Map<String, Object> result,
        Map<String, Object> context,
        Map<String, String> fingerprints,
        Optional<Judgement> judgement) {
    public ExpertReport {
        Objects.requireNonNull(summary, "summary");
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
        result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
        fingerprints = Map.copyOf(fingerprints);
        // What was recorded before there were judgements has none.
        judgement = Objects.requireNonNullElse(judgement, Optional.empty());
    }

    /** From evidence alone. */
    public ExpertReport(
            String summary,
            List<Finding> findings,
            List<Evidence> evidence,
            Map<String, Object> result,
            Map<String, Object> context,
            Map<String, String> fingerprints) {
        this(summary, findings, evidence, result, context, fingerprints, Optional.empty());
    }

    /** The same evidence as judged. */
    public ExpertReport judged(List<Finding> judgedFindings, List<Evidence> judgedEvidence, Judgement made) {
        return new ExpertReport(
                summary, judgedFindings, judgedEvidence, result, context, fingerprints, Optional.of(made));
    }
}
