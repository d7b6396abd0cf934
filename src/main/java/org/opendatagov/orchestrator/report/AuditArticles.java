package org.opendatagov.orchestrator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.opendatagov.orchestrator.report.Audit.ArticleLine;
import org.opendatagov.orchestrator.report.Audit.AuditedDataset;
import org.opendatagov.orchestrator.report.Audit.Transfer;

/** What an audit found, by article of the GDPR (Regulation (EU) 2016/679). What no task looked at is left out. */
final class AuditArticles {
    private static final String SATISFIED = "satisfied";
    private static final String VIOLATED = "violated";
    private static final String NEEDS_EVIDENCE = "needs_evidence";

    private final Results results;
    private final List<AuditedDataset> datasets;
    private final List<Transfer> transfers;

    AuditArticles(Results results, List<AuditedDataset> datasets, List<Transfer> transfers) {
        this.results = results;
        this.datasets = datasets;
        this.transfers = transfers;
    }

    List<ArticleLine> lines() {
        List<ArticleLine> lines = new ArrayList<>();
        lines.add(records());
        if (!results.of("validate_data_retention").isEmpty()) {
            lines.add(retention());
            lines.add(consent());
        }
        if (!results.of("verify_anonymization").isEmpty()) {
            lines.add(pseudonymisation());
        }
        if (!results.of("trace_pii_data_flows").isEmpty()) {
            lines.add(transfers());
        }
        return List.copyOf(lines);
    }

    private List<String> names(Function<AuditedDataset, String> status, String... wanted) {
        Set<String> words = Set.of(wanted);
        return datasets.stream()
                .filter(dataset -> words.contains(status.apply(dataset)))
                .map(AuditedDataset::name)
                .toList();
    }

    private ArticleLine records() {
        List<String> ownerless = datasets.stream()
                .filter(dataset -> dataset.owner().isEmpty())
                .map(AuditedDataset::name)
                .toList();
        return new ArticleLine(
                "Art. 30(1)",
                "Records of processing",
                ownerless.isEmpty() ? SATISFIED : NEEDS_EVIDENCE,
                "%,d personal datasets, %,d without an owner".formatted(datasets.size(), ownerless.size()),
                ownerless,
                ownerless.isEmpty() ? "" : "Declare an owner for each.");
    }

    private ArticleLine retention() {
        List<String> violated = names(AuditedDataset::retention, VIOLATED);
        List<String> open = names(AuditedDataset::retention, "undeclared", "undetermined");
        int kept = names(AuditedDataset::retention, "compliant").size();
        return new ArticleLine(
                "Art. 5(1)(e)",
                "Storage limitation",
                worst(violated, open),
                "%,d compliant, %,d violated, %,d undeclared or undetermined"
                        .formatted(kept, violated.size(), open.size()),
                violated.isEmpty() ? open : violated,
                violated.isEmpty()
                        ? open.isEmpty() ? "" : "Declare retention and the date column that ages the records."
                        : "Delete the records that are past their period, by the predicate of each.");
    }

    private ArticleLine consent() {
        List<String> gaps = names(AuditedDataset::consent, "gap");
        List<String> undeclared = names(AuditedDataset::consent, "undeclared");
        return new ArticleLine(
                "Art. 6(1), 7(1)",
                "Lawful basis and consent",
                worst(gaps, undeclared),
                "%,d lack consent, %,d declare no lawful basis".formatted(gaps.size(), undeclared.size()),
                gaps.isEmpty() ? undeclared : gaps,
                gaps.isEmpty()
                        ? undeclared.isEmpty() ? "" : "Declare the lawful basis of each."
                        : "Record the consent, stop the processing, or rest it on another basis.");
    }

    private ArticleLine pseudonymisation() {
        List<String> clear = names(AuditedDataset::anonymisation, "needs_pseudonymisation");
        List<String> unknown = names(AuditedDataset::anonymisation, "undetermined");
        int anonymised = names(AuditedDataset::anonymisation, "anonymised").size();
        int pseudonymised =
                names(AuditedDataset::anonymisation, "pseudonymised").size();
        return new ArticleLine(
                "Art. 25(1), 32(1)(a)",
                "Pseudonymisation",
                clear.isEmpty() && unknown.isEmpty() ? SATISFIED : NEEDS_EVIDENCE,
                "%,d of %,d anonymised, %,d pseudonymised, %,d need pseudonymisation, %,d undetermined"
                        .formatted(anonymised, datasets.size(), pseudonymised, clear.size(), unknown.size()),
                clear.isEmpty() ? unknown : clear,
                clear.isEmpty() ? "" : "Pseudonymise the identifying columns, or state why they are needed in clear.");
    }

    private ArticleLine transfers() {
        List<String> clear = transfers.stream()
                .filter(transfer -> !transfer.masked())
                .map(transfer -> "%s → %s".formatted(transfer.from(), transfer.to()))
                .distinct()
                .toList();
        return new ArticleLine(
                "Art. 44",
                "International transfers",
                clear.isEmpty() ? SATISFIED : NEEDS_EVIDENCE,
                "%,d transfers over a border, %,d of them not masked".formatted(transfers.size(), clear.size()),
                clear,
                clear.isEmpty() ? "" : "Name the adequacy decision or the safeguard of each, or mask what is sent.");
    }

    private static String worst(List<String> violated, List<String> open) {
        return violated.isEmpty() ? open.isEmpty() ? SATISFIED : NEEDS_EVIDENCE : VIOLATED;
    }
}
