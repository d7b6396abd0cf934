package org.opendatagov.orchestrator.experts.compliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.ReadFailures;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** {@code validate_data_retention} over an inventory: each dataset's period, and its consent. */
final class RetentionAudit {
    private final Datasets datasets;
    private final RetentionOfOne retention;
    private final ConsentCheck consent;
    private final ExpertRequest request;
    private final Findings findings = new Findings();
    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    RetentionAudit(Datasets datasets, RetentionOfOne retention, ConsentCheck consent, ExpertRequest request) {
        this.datasets = datasets;
        this.retention = retention;
        this.consent = consent;
        this.request = request;
    }

    ExpertReport of(List<CatalogDataset> inventory) {
        List<Map<String, Object>> judged = new ArrayList<>();
        List<String> withoutConsent = new ArrayList<>();
        List<String> withoutBasis = new ArrayList<>();
        for (CatalogDataset dataset : inventory) {
            Map<String, Object> one = judged(dataset);
            judged.add(one);
            if ("gap".equals(one.get("consent"))) {
                withoutConsent.add(dataset.location());
            }
            if ("undeclared".equals(one.get("consent"))) {
                withoutBasis.add(dataset.location());
            }
        }
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("total", judged.size());
        for (RetentionStatus status : RetentionStatus.values()) {
            totals.put(status.text(), count(judged, status));
        }
        Map<String, Object> result = new LinkedHashMap<>(totals);
        result.put("status", worst(judged).text());
        result.put("consent_gaps", withoutConsent);
        result.put("without_lawful_basis", withoutBasis);
        result.put("datasets", judged);
        return new ExpertReport(
                summary(judged, withoutConsent, withoutBasis),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of(
                        "retention", totals,
                        "retention_status", worst(judged).text(),
                        "consent_gaps", withoutConsent),
                fingerprints);
    }

    private static long count(List<Map<String, Object>> judged, RetentionStatus status) {
        return judged.stream()
                .filter(one -> status.text().equals(one.get("status")))
                .count();
    }

    private static RetentionStatus worst(List<Map<String, Object>> judged) {
        for (RetentionStatus status : RetentionStatus.values()) {
            if (count(judged, status) > 0) {
                return status;
            }
        }
        return RetentionStatus.COMPLIANT;
    }

    private static String summary(
            List<Map<String, Object>> judged, List<String> withoutConsent, List<String> withoutBasis) {
        StringBuilder summary = new StringBuilder();
        if (count(judged, RetentionStatus.COMPLIANT) == judged.size()) {
            summary.append("Retention is compliant in all ")
                    .append(judged.size())
                    .append(" datasets");
        } else {
            summary.append("Retention of ").append(judged.size()).append(" datasets: ");
            List<String> parts = new ArrayList<>();
            for (RetentionStatus status : RetentionStatus.values()) {
                if (count(judged, status) > 0) {
                    parts.add(count(judged, status) + " " + status.text());
                }
            }
            summary.append(String.join(", ", parts));
        }
        summary.append("; ").append(withoutConsent.size()).append(" lack consent");
        if (!withoutBasis.isEmpty()) {
            summary.append("; ").append(withoutBasis.size()).append(" declare no lawful basis");
        }
        return summary.toString();
    }

    private Map<String, Object> judged(CatalogDataset known) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", known.id());
        one.put("location", known.location());
        one.put("name", known.name());
        Judged judged = read(known);
        one.putAll(judged.retention().describe());
        one.put("consent", judged.consent().status());
        one.put("consent_reason", judged.consent().reason());
        judged.retention().report(known.location(), findings);
        judged.consent().report(known.location(), findings);
        return one;
    }

    /** What was found of one dataset. */
    private record Judged(Retention retention, Consent consent) {}

    /** By its data where that can be read, and where a declaration gives a reason to. */
    private Judged read(CatalogDataset known) {
        boolean declared = known.declarations().retention().isPresent();
        boolean recorded = known.declarations()
                .consentSource()
                .filter(source -> known.columns().stream()
                        .anyMatch(column -> column.name().equals(source)))
                .isPresent();
        if (!declared && !recorded) {
            return new Judged(Retention.undeclared(known.declarations()), Consent.of(known.declarations()));
        }
        try {
            Dataset dataset = datasets.open(known.location(), request.fingerprints());
            fingerprints.put(dataset.location(), dataset.fingerprint());
            Facts facts = Facts.of(dataset, datasets.profile(dataset), known.declarations());
            return new Judged(
                    retention.of(facts, RetentionQuestion.declared(known.declarations())),
                    Consent.of(known.declarations(), consent.of(facts)));
        } catch (OrchestratorException e) {
            if (!ReadFailures.ofDatasetAlone(e)) {
                throw e;
            }
            fingerprints.remove(known.location());
            return new Judged(
                    declared
                            ? Retention.unread(known.declarations(), e.text())
                            : Retention.undeclared(known.declarations()),
                    Consent.of(known.declarations()));
        }
    }
}
