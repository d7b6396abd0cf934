package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.ReadFailures;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.privacy.IdentifyingRole;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Personal datasets one by one: is each said to be masked, and is it? A dataset nobody says so of is not read. */
final class AnonymityAudit {
    private static final String ANONYMISED = "anonymised";
    /** No column identifies a person alone, and records can be told apart: still personal data (GDPR recital 26). */
    private static final String PSEUDONYMISED = "pseudonymised";

    private static final String NEEDED = "needs_pseudonymisation";
    private static final String UNDETERMINED = "undetermined";

    private final Datasets datasets;
    private final ExpertRequest request;
    private final Findings findings = new Findings();
    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    AnonymityAudit(Datasets datasets, ExpertRequest request) {
        this.datasets = datasets;
        this.request = request;
    }

    ExpertReport of(List<CatalogDataset> inventory) {
        List<Map<String, Object>> judged = new ArrayList<>();
        inventory.forEach(dataset -> judged.add(judged(dataset)));
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("total", (long) judged.size());
        for (String status : List.of(ANONYMISED, PSEUDONYMISED, NEEDED, UNDETERMINED)) {
            totals.put(status, count(judged, status));
        }
        Map<String, Object> result = new LinkedHashMap<>(totals);
        result.put("datasets", judged);
        return new ExpertReport(
                summary(totals),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("anonymization", totals),
                fingerprints);
    }

    private static String summary(Map<String, Long> totals) {
        StringBuilder summary = new StringBuilder();
        summary.append(totals.get(ANONYMISED)).append(" of ").append(totals.get("total"));
        summary.append(" personal datasets are anonymised, ").append(totals.get(NEEDED));
        summary.append(" need pseudonymisation");
        if (totals.getOrDefault(PSEUDONYMISED, 0L) > 0) {
            summary.append(", ").append(totals.get(PSEUDONYMISED)).append(" are pseudonymised alone");
        }
        if (totals.getOrDefault(UNDETERMINED, 0L) > 0) {
            summary.append(", of ").append(totals.get(UNDETERMINED)).append(" it cannot be told");
        }
        return summary.toString();
    }

    private static long count(List<Map<String, Object>> judged, String status) {
        return judged.stream()
                .filter(dataset -> status.equals(dataset.get("status")))
                .count();
    }

    private Map<String, Object> judged(CatalogDataset dataset) {
        Map<String, Object> judged = new LinkedHashMap<>();
        judged.put("id", dataset.id());
        judged.put("location", dataset.location());
        judged.put("name", dataset.name());
        judged.put("said_to_be_masked", dataset.declarations().saidToBeMasked());
        List<String> identifying = identifying(dataset);
        judged.put("identifying_columns", identifying);
        if (!dataset.declarations().saidToBeMasked()) {
            unclaimed(dataset, identifying, judged);
        } else {
            claimed(dataset, identifying, judged);
        }
        return judged;
    }

    private static List<String> identifying(CatalogDataset dataset) {
        return dataset.columns().stream()
                .filter(column -> IdentifyingRole.of(column.name(), column.privacy()) == IdentifyingRole.IDENTIFIER)
                .map(CatalogColumn::name)
                .toList();
    }

    private void unclaimed(CatalogDataset dataset, List<String> identifying, Map<String, Object> judged) {
        String reason = identifying.isEmpty()
                ? "Nobody says that it is masked; no column is known that identifies a person alone."
                : "Nobody says that it is masked, and %s identify persons.".formatted(String.join(", ", identifying));
        judged.put("status", NEEDED);
        judged.put("reason", reason);
        String id = evidence(dataset, NEEDED, reason);
        findings.rule(
                identifying.isEmpty() ? Severity.LOW : Severity.MEDIUM,
                "'%s' needs pseudonymisation".formatted(dataset.name()),
                reason,
                Subject.ofDataset(dataset.location()),
                1,
                id,
                "Pseudonymise the identifying columns of '%s', then declare it (security_measures, masked_columns)."
                        .formatted(dataset.name()),
                "GDPR Art. 25(1), 32(1)(a)");
    }

    private void claimed(CatalogDataset dataset, List<String> identifying, Map<String, Object> judged) {
        Optional<Anonymity> read = read(dataset, judged);
        read.ifPresent(anonymity -> {
            judged.putAll(anonymity.describe());
            AnonymityFindings.report(dataset.location(), anonymity, findings);
        });
        boolean refuted = !identifying.isEmpty() && lookedAt(dataset);
        judged.put("status", read.map(AnonymityAudit::status).orElse(refuted ? NEEDED : UNDETERMINED));
        judged.putIfAbsent("reason", read.map(AnonymityFindings::summary).orElse(""));
        if (read.isEmpty()) {
            unread(dataset, refuted, String.valueOf(judged.get("reason")));
        }
    }

    /** Of a dataset that nobody has looked into, labels alone are known: a masked column may keep its label. */
    private static boolean lookedAt(CatalogDataset dataset) {
        return dataset.columns().stream().anyMatch(column -> column.distinct() > 0);
    }

    private static String status(Anonymity anonymity) {
        if (!anonymity.identifying().isEmpty() || !anonymity.unmasked().isEmpty()) {
            return NEEDED;
        }
        if (anonymity.classes().rows() == 0) {
            return UNDETERMINED;
        }
        return anonymity.verdict() == Verdict.REFUTED ? PSEUDONYMISED : ANONYMISED;
    }

    /** What is said of it in the catalogue may refute a claim; only the data can confirm one. */
    private void unread(CatalogDataset dataset, boolean refuted, String reason) {
        String id = evidence(dataset, refuted ? NEEDED : UNDETERMINED, reason);
        findings.rule(
                refuted ? Severity.HIGH : Severity.LOW,
                "'%s' is said to be masked, and %s"
                        .formatted(
                                dataset.name(),
                                refuted ? "its columns are known to identify persons" : "its data cannot be read"),
                reason,
                Subject.ofDataset(dataset.location()),
                refuted ? 0.9 : 1,
                id,
                "Let the service read '%s' and verify it again.".formatted(dataset.name()),
                "GDPR Art. 4(5), recital 26");
    }

    private String evidence(CatalogDataset dataset, String status, String reason) {
        return findings.evidence(
                "masking." + dataset.location(),
                "masking_claim",
                Subject.ofDataset(dataset.location()),
                reason,
                Map.of(
                        "status",
                        status,
                        "said_to_be_masked",
                        dataset.declarations().saidToBeMasked()));
    }

    private Optional<Anonymity> read(CatalogDataset known, Map<String, Object> judged) {
        try {
            Dataset dataset = datasets.open(known.location(), request.fingerprints());
            DatasetProfile profile = datasets.profile(dataset);
            AnonymityQuestion question = AnonymityQuestion.proposed(request.inputs(), profile, known.declarations());
            Anonymity anonymity = datasets.query(dataset, connection -> Anonymity.of(connection, question, profile));
            fingerprints.put(dataset.location(), dataset.fingerprint());
            return Optional.of(anonymity);
        } catch (OrchestratorException e) {
            if (!ReadFailures.ofDatasetAlone(e)) {
                throw e;
            }
            judged.put("reason", "Its data cannot be read: " + e.text());
            return Optional.empty();
        }
    }
}
