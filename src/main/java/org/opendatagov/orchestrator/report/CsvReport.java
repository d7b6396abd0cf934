package org.opendatagov.orchestrator.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.report.Audit.AuditedDataset;
import org.opendatagov.orchestrator.report.Audit.Transfer;

/** Writes an audit as CSV (RFC 4180): a row for each dataset and article. No cell is a formula for a spreadsheet. */
final class CsvReport {
    private static final String HEAD = "dataset,name,owner,region,sensitivity,classes,article,topic,status,detail";

    private CsvReport() {}

    static String of(Audit audit) {
        return Stream.concat(
                        Stream.of(HEAD),
                        audit.datasets().stream()
                                .flatMap(dataset -> rows(audit, dataset))
                                .map(CsvReport::line))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static Stream<List<String>> rows(Audit audit, AuditedDataset dataset) {
        Stream<List<String>> findings = Stream.of(
                row(
                        dataset,
                        "Art. 30(1)",
                        "owner",
                        dataset.owner().isEmpty() ? "undeclared" : "declared",
                        dataset.owner()),
                row(dataset, "Art. 5(1)(e)", "retention", dataset.retention(), dataset.retentionReason()),
                row(dataset, "Art. 6(1), 7(1)", "consent", dataset.consent(), dataset.consentReason()),
                row(
                        dataset,
                        "Art. 25(1), 32(1)(a)",
                        "anonymisation",
                        dataset.anonymisation(),
                        dataset.anonymisationReason()));
        Stream<List<String>> transfers = audit.transfers().stream()
                .filter(transfer -> transfer.from().equals(dataset.name()))
                .map(transfer -> row(
                        dataset, "Art. 44", "transfer", transfer.masked() ? "masked" : "in clear", where(transfer)));
        return Stream.concat(findings, transfers);
    }

    private static String where(Transfer transfer) {
        return "to %s (%s) by %s: %s"
                .formatted(
                        transfer.to(),
                        transfer.toRegion(),
                        String.join(" ", transfer.pipelines()),
                        String.join(" ", transfer.columns()));
    }

    private static List<String> row(
            AuditedDataset dataset, String article, String topic, String status, String detail) {
        return List.of(
                dataset.location(),
                dataset.name(),
                dataset.owner(),
                dataset.region(),
                dataset.sensitivity(),
                String.join(" ", dataset.classes()),
                article,
                topic,
                status.isEmpty() ? "not looked at" : status,
                detail);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvReport::cell).collect(Collectors.joining(","));
    }

    /** A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
    private static String cell(String value) {
        String plain = Plain.text(value);
        String safe = plain.matches("^\\s*[=+\\-@].*") ? "'" + plain : plain;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
