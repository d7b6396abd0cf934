package org.opendatagov.orchestrator.report;

import static org.opendatagov.orchestrator.report.Section.heads;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.report.Audit.ArticleLine;
import org.opendatagov.orchestrator.report.Audit.AuditedDataset;
import org.opendatagov.orchestrator.report.Audit.Transfer;
import org.opendatagov.orchestrator.report.RunReport.Highlight;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;

/** The sections of an audit's report. */
final class AuditSections {
    private static final int NAMES = 10;

    /** The colours of what is in order, open and wrong. */
    private static final Map<String, String> BADGES = Map.ofEntries(
            Map.entry("compliant", "done"),
            Map.entry("recorded", "done"),
            Map.entry("not_needed", "done"),
            Map.entry("anonymised", "done"),
            Map.entry("pseudonymised", "done"),
            Map.entry("satisfied", "done"),
            Map.entry("violated", "violated"),
            Map.entry("gap", "violated"),
            Map.entry("needs_pseudonymisation", "attention"),
            Map.entry("undeclared", "attention"),
            Map.entry("undetermined", "attention"),
            Map.entry("needs_evidence", "needs_evidence"));

    private AuditSections() {}

    static List<Section> of(Audit audit) {
        return List.of(articles(audit), inventory(audit), transfers(audit));
    }

    private static Section articles(Audit audit) {
        return Section.table(
                "By article",
                heads("Article", "Rule", "Verdict", "Found", "Datasets", "What to do"),
                audit.articles().stream().map(AuditSections::article).toList());
    }

    private static List<Cell> article(ArticleLine line) {
        return List.of(
                Cell.of(line.article()),
                Cell.of(line.title()),
                status(line.verdict()),
                Cell.of(line.detail()),
                Cell.of(Plain.some(line.datasets(), NAMES)),
                Cell.of(line.remedy()));
    }

    private static Section inventory(Audit audit) {
        return new Section(
                "By dataset",
                List.of(
                        Head.text("Dataset"),
                        Head.text("Sensitivity"),
                        Head.text("Classes"),
                        Head.text("Owner, region"),
                        Head.text("Retention"),
                        Head.text("Consent"),
                        Head.text("Anonymisation"),
                        Head.figure("Flows, in clear")),
                audit.datasets().stream().map(AuditSections::dataset).toList(),
                audit.complete()
                        ? List.of()
                        : List.of("Not all flows were followed to their end: there are too many."));
    }

    private static List<Cell> dataset(AuditedDataset dataset) {
        return List.of(
                Cell.of(dataset.name()),
                Cell.badge(dataset.sensitivity(), dataset.sensitivity()),
                Cell.of(Plain.words(Plain.some(dataset.classes(), NAMES))),
                Cell.of("%s, %s".formatted(known(dataset.owner()), known(dataset.region()))),
                status(dataset.retention()),
                status(dataset.consent()),
                status(dataset.anonymisation()),
                Cell.of("%d, %d".formatted(dataset.flows(), dataset.clear())));
    }

    private static String known(String text) {
        return text.isEmpty() ? "not declared" : text;
    }

    private static Cell status(String status) {
        return status.isEmpty()
                ? Cell.of("not looked at")
                : Cell.badge(BADGES.getOrDefault(status, status), Plain.words(status));
    }

    private static Section transfers(Audit audit) {
        return Section.table(
                "Transfers over a border",
                heads("From", "To", "Columns", "Pipelines", "Masked", "How it is known"),
                audit.transfers().stream().map(AuditSections::transfer).toList());
    }

    private static List<Cell> transfer(Transfer transfer) {
        return List.of(
                Cell.of(place(transfer.from(), transfer.fromRegion())),
                Cell.of(place(transfer.to(), transfer.toRegion())),
                Cell.of(Plain.some(transfer.columns(), NAMES)),
                Cell.of(Plain.some(transfer.pipelines(), NAMES)),
                transfer.masked() ? Cell.badge("done", "masked") : Cell.badge("high", "in clear"),
                Cell.of(Plain.words(transfer.how())));
    }

    private static String place(String name, String region) {
        return region.isEmpty() ? name : "%s (%s)".formatted(name, region);
    }

    /** What to read first. */
    static List<Highlight> highlights(Audit audit) {
        List<Highlight> highlights = new ArrayList<>();
        long high = audit.bySensitivity().getOrDefault("high", 0L);
        highlights.add(new Highlight(
                "Personal data",
                high > 0 ? Highlights.ATTENTION : Highlights.DONE,
                "%,d personal datasets, %,d of high sensitivity"
                        .formatted(audit.datasets().size(), high)));
        highlights.add(new Highlight(
                "Flows",
                audit.transfers().isEmpty() ? Highlights.DONE : Highlights.ATTENTION,
                "%,d pipelines traced, %,d cross-border transfers"
                        .formatted(audit.pipelinesTraced(), audit.transfers().size())));
        audit.articles().stream()
                .filter(line ->
                        !line.article().equals("Art. 44") && !line.article().equals("Art. 30(1)"))
                .forEach(line -> highlights.add(new Highlight(line.title(), state(line.verdict()), line.detail())));
        return highlights;
    }

    private static String state(String verdict) {
        return switch (verdict) {
            case "satisfied" -> Highlights.DONE;
            case "violated" -> Highlights.FAILED;
            default -> Highlights.ATTENTION;
        };
    }
}
