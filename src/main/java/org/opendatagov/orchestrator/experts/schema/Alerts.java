package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** All alerts on a dataset; those to act on become findings. */
final class Alerts {
    private Alerts() {}

    /** @param correlations those that were found by looking at pairs of columns */
    static List<Alert> of(DatasetProfile profile, List<Alert> correlations) {
        List<Alert> alerts = new ArrayList<>();
        if (profile.rows() > 0) {
            profile.columns().forEach(column -> alerts.addAll(new ColumnAlerts(column, profile.rows()).all()));
        } else {
            alerts.add(whole("no_rows", "the dataset has no rows", "ydata-profiling EMPTY", "Deliver it again."));
        }
        alerts.addAll(correlations);
        long duplicates = profile.duplicateRows().orElse(0L);
        if (duplicates > 0) {
            alerts.add(whole(
                    "duplicate_rows",
                    "%d of %d rows repeat an earlier one".formatted(duplicates, profile.rows()),
                    "ydata-profiling DUPLICATES",
                    "Remove the repeated rows, or add what tells them apart."));
        }
        profile.warnings()
                .forEach(warning -> alerts.add(whole(
                        "reading",
                        warning,
                        "RFC 4180",
                        "Write the file again with one header and rows of equal width (RFC 4180).")));
        return alerts;
    }

    private static Alert whole(String name, String detail, String source, String action) {
        return new Alert(name, List.of(), detail, "", source, Optional.of(Severity.MEDIUM), action);
    }

    /** A finding for each alert to act on. */
    static void report(Dataset dataset, DatasetProfile profile, List<Alert> alerts, Findings findings) {
        int number = 0;
        for (Alert alert : alerts) {
            String id = alert.columns().isEmpty()
                    ? alert.name() + "." + number++
                    : alert.name() + "." + String.join(".", alert.columns());
            alert.severity().ifPresent(severity -> report(dataset, profile, alert, severity, id, findings));
        }
    }

    private static void report(
            Dataset dataset, DatasetProfile profile, Alert alert, Severity severity, String id, Findings findings) {
        Subject subject = alert.columns().size() == 1
                ? Subject.ofColumn(dataset.location(), alert.columns().getFirst())
                : Subject.ofDataset(dataset.location());
        findings.evidence(id, alert.name(), subject, alert.detail(), Map.of("rows", profile.rows()));
        findings.rule(severity, title(alert), alert.detail(), subject, 1, id, alert.action(), alert.source());
    }

    private static String title(Alert alert) {
        return switch (alert.name()) {
            case "duplicate_rows" -> "Rows are repeated";
            case "reading" -> "The file is not well formed";
            case "no_rows" -> "The dataset is empty";
            default ->
                "Column '%s': %s"
                        .formatted(alert.columns().getFirst(), alert.name().replace('_', ' '));
        };
    }
}
