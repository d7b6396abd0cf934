package org.opendatagov.orchestrator.experts.lineage;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What is concluded of flows of personal data. */
final class FlowFindings {
    private static final Subject ALL = new Subject(null, null, null);

    private FlowFindings() {}

    static Findings of(FlowReport report) {
        Findings findings = new Findings();
        int number = 0;
        for (Borders.Transfer transfer : report.transfers()) {
            transfer(transfer, ++number, findings);
        }
        List<Map<String, Object>> unknown = report.datasetLevelOnly();
        if (!unknown.isEmpty()) {
            String id = findings.evidence(
                    "dataset_level",
                    "lineage",
                    ALL,
                    "Flows of which no columns are known",
                    Map.of("flows", unknown.size()));
            findings.rule(
                    Severity.LOW,
                    "Of %d flows only the datasets are known".formatted(unknown.size()),
                    "Whether personal columns go along is not certain; they are followed as if all did.",
                    ALL,
                    1,
                    id,
                    "Let these jobs send the facet columnLineage.",
                    "lineage.columns_unknown");
        }
        return findings;
    }

    private static void transfer(Borders.Transfer transfer, int number, Findings findings) {
        Subject subject = Subject.ofDataset(transfer.location());
        String id = findings.evidence(
                "transfer." + number, "cross_border", subject, "Personal data leaves its region", transfer.describe());
        findings.rule(
                transfer.masked() ? Severity.LOW : Severity.HIGH,
                "Personal data goes from %s to %s"
                        .formatted(where(transfer.from(), transfer.fromRegion()), target(transfer)),
                transfer.declared()
                        ? "The transfer is declared."
                        : "%s%s"
                                .formatted(
                                        transfer.columns().isEmpty()
                                                ? "Which columns is not known. "
                                                : "Columns: " + String.join(", ", transfer.columns()) + ". ",
                                        transfer.masked() ? "All are masked before." : "They are not all masked."),
                subject,
                transfer.columns().isEmpty() && !transfer.declared() ? 0.6 : 0.9,
                id,
                "Make sure of a safeguard (GDPR Chapter V), or mask before the border.",
                "GDPR Art. 44");
    }

    private static String target(Borders.Transfer transfer) {
        return transfer.declared() ? transfer.to() : where(transfer.to(), transfer.toRegion());
    }

    private static String where(String name, String region) {
        return region.isEmpty() ? "'" + name + "'" : "'%s' (%s)".formatted(name, region);
    }

    static String summary(FlowReport report) {
        return "%d personal datasets, %d pipelines traced, %d cross-border transfers"
                .formatted(
                        report.personal().size(),
                        report.jobs().size(),
                        report.transfers().size());
    }
}
