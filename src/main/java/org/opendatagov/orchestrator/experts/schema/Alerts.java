package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.TopValue;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** Alerts on a profile; thresholds as ydata-profiling's defaults where it has one. */
final class Alerts {
    private static final String SOURCE = "ydata-profiling alert ";
    private static final double MISSING = 0.01;
    private static final double IMBALANCE = 0.9;
    private static final double SKEWED = 20;

    private final Dataset dataset;
    private final DatasetProfile profile;
    private final Findings findings;
    private final List<Object> alerts = new ArrayList<>();

    private Alerts(Dataset dataset, DatasetProfile profile, Findings findings) {
        this.dataset = dataset;
        this.profile = profile;
        this.findings = findings;
    }

    /** The alerts as {@code {alert, column, detail}}; those worth acting on become findings. */
    static List<Object> of(Dataset dataset, DatasetProfile profile, Findings findings) {
        Alerts alerts = new Alerts(dataset, profile, findings);
        if (profile.rows() > 0) {
            profile.columns().forEach(alerts::column);
        }
        alerts.whole();
        return alerts.alerts;
    }

    private void column(ColumnProfile column) {
        long present = profile.rows() - column.nulls();
        double missing = (double) column.nulls() / profile.rows();
        if (missing > MISSING) {
            add(
                    "missing",
                    column,
                    Severity.MEDIUM,
                    "%d of %d values are missing (%.3g %%)".formatted(column.nulls(), profile.rows(), missing * 100),
                    "Find out why '%s' lacks values, or declare it optional.");
        }
        if (present > 1 && column.distinct() == 1) {
            add(
                    "constant",
                    column,
                    Severity.LOW,
                    "all values are the same",
                    "Drop '%s' or find out why it never changes.");
        }
        if (present > 1 && column.distinct() == present) {
            note("unique", column, "no value occurs twice");
        }
        if (column.logicalType().equals("enum") && !column.topValues().isEmpty()) {
            double largest = (double) column.topValues().getFirst().count() / present;
            if (largest > IMBALANCE && column.distinct() > 1) {
                add(
                        "imbalance",
                        column,
                        Severity.LOW,
                        "one value makes up %.3g %%".formatted(largest * 100),
                        "Check that '%s' is filled as meant.");
            }
        }
        text(column);
        numbers(column, present);
    }

    private void text(ColumnProfile column) {
        boolean date =
                column.logicalType().equals("date") || column.logicalType().equals("timestamp");
        if (column.physicalType().equals("VARCHAR") && date) {
            add(
                    "date_as_text",
                    column,
                    Severity.LOW,
                    "dates are kept as text (" + column.logicalFormat() + ")",
                    "Store '%s' as a date type, so that ranges and partitions work.");
        }
        if (column.logicalShare() < 1
                && !column.logicalType().equals("text")
                && !column.logicalType().equals("empty")) {
            add(
                    "mixed_types",
                    column,
                    Severity.MEDIUM,
                    "%.4g %% of the values are no %s"
                            .formatted((1 - column.logicalShare()) * 100, column.logicalType()),
                    "Clean the values of '%s' that do not fit.");
        }
        if (!column.privacy().personal() && column.logicalType().equals("enum") && dirty(column)) {
            add(
                    "dirty_categories",
                    column,
                    Severity.MEDIUM,
                    "values differ in case or blanks alone",
                    "Write the categories of '%s' in one way.");
        }
    }

    private static boolean dirty(ColumnProfile column) {
        long folded = column.topValues().stream()
                .map(TopValue::value)
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        return folded < column.topValues().size();
    }

    private void numbers(ColumnProfile column, long present) {
        column.numbers().ifPresent(numbers -> {
            if (Math.abs(numbers.skewness()) > SKEWED) {
                add(
                        "skewed",
                        column,
                        Severity.LOW,
                        "skewness is %.4g".formatted(numbers.skewness()),
                        "Look at the outliers of '%s'.");
            }
            if (present > 0 && (double) numbers.zeros() / present > 0.5) {
                note("zeros", column, "%d of %d values are zero".formatted(numbers.zeros(), present));
            }
        });
    }

    private void whole() {
        long duplicates = profile.duplicateRows().orElse(0L);
        if (duplicates > 0) {
            String detail = "%d of %d rows repeat an earlier one".formatted(duplicates, profile.rows());
            alerts.add(Map.of("alert", "duplicate_rows", "detail", detail));
            String id = findings.evidence(
                    "duplicate_rows",
                    "duplicate_rows",
                    Subject.ofDataset(dataset.location()),
                    detail,
                    Map.of("duplicates", duplicates, "rows", profile.rows()));
            findings.rule(
                    Severity.MEDIUM,
                    "Rows are repeated",
                    detail,
                    Subject.ofDataset(dataset.location()),
                    1,
                    id,
                    "Remove the repeated rows, or add what tells them apart.",
                    SOURCE + "DUPLICATES");
        }
        for (int index = 0; index < profile.warnings().size(); index++) {
            String warning = profile.warnings().get(index);
            alerts.add(Map.of("alert", "reading", "detail", warning));
            String id = findings.evidence(
                    "reading." + index, "reading", Subject.ofDataset(dataset.location()), warning, Map.of());
            findings.rule(
                    Severity.MEDIUM,
                    "The file is not well formed",
                    warning,
                    Subject.ofDataset(dataset.location()),
                    1,
                    id,
                    "Write the file again with one header and rows of equal width (RFC 4180).",
                    "RFC 4180");
        }
    }

    private void note(String alert, ColumnProfile column, String detail) {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("alert", alert);
        noted.put("column", column.name());
        noted.put("detail", detail);
        alerts.add(noted);
    }

    private void add(String alert, ColumnProfile column, Severity severity, String detail, String recommendation) {
        note(alert, column, detail);
        Subject subject = Subject.ofColumn(dataset.location(), column.name());
        String id = findings.evidence(
                alert + "." + column.name(),
                alert,
                subject,
                detail,
                Map.of("nulls", column.nulls(), "distinct", column.distinct(), "rows", profile.rows()));
        findings.rule(
                severity,
                "Column '%s': %s".formatted(column.name(), alert.replace('_', ' ')),
                detail,
                subject,
                1,
                id,
                recommendation.formatted(column.name()),
                SOURCE + alert.toUpperCase(Locale.ROOT));
    }
}
