package org.opendatagov.orchestrator.expert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects an expert's evidence and the findings that rest on it. */
public final class Findings {
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** Adds evidence and gives back its id. */
    public String evidence(String id, String kind, Subject subject, String description, Map<String, ?> figures) {
        evidence.add(new Evidence(id, kind, subject, description, new LinkedHashMap<>(figures)));
        return id;
    }

    /** A finding of a rule, sure where the figures are exact. */
    public void rule(
            Severity severity,
            String title,
            String detail,
            Subject subject,
            double confidence,
            String evidenceId,
            String recommendation,
            String reference) {
        findings.add(new Finding(
                "finding." + evidenceId,
                severity,
                title,
                detail,
                subject,
                FindingSource.RULE,
                confidence,
                List.of(evidenceId),
                recommendation,
                reference));
    }

    public List<Evidence> evidence() {
        return evidence;
    }

    public List<Finding> findings() {
        return findings;
    }
}
