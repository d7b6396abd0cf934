package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.TextStatistics;
import org.opendatagov.orchestrator.dataset.TopValue;
import org.opendatagov.orchestrator.expert.Severity;

/** Alerts on one column, with the defaults of ydata-profiling 4.18 where it has the alert. */
final class ColumnAlerts {
    private static final String YDATA = "ydata-profiling ";
    private static final String OWN = "Expert Orchestrator";
    private static final double SOME = 0.01;
    private static final int CATEGORIES = 50;
    private static final double IMBALANCE = 0.5;

    private final ColumnProfile column;
    private final long rows;
    private final long present;
    private final List<Alert> alerts = new ArrayList<>();

    ColumnAlerts(ColumnProfile column, long rows) {
        this.column = column;
        this.rows = rows;
        this.present = rows - column.nulls();
    }

    List<Alert> all() {
        if (present == 0) {
            find("empty", "no row has a value", "", YDATA + "UNSUPPORTED", Severity.MEDIUM, "Fill '%s' or drop it.");
            return alerts;
        }
        missing();
        variety();
        balance();
        column.text().ifPresent(this::text);
        types();
        alerts.addAll(new NumberAlerts(column, present).all());
        return alerts;
    }

    private void missing() {
        double missing = (double) column.nulls() / rows;
        if (missing > SOME) {
            find(
                    "missing",
                    "%d of %d values are missing (%.3g %%)".formatted(column.nulls(), rows, missing * 100),
                    "more than 1 %",
                    YDATA + "MISSING",
                    Severity.MEDIUM,
                    "Find out why '%s' lacks values, or declare it optional.");
        }
    }

    private void variety() {
        if (present > 1 && column.distinct() == 1) {
            find(
                    "constant",
                    "all values are the same",
                    "",
                    YDATA + "CONSTANT",
                    Severity.LOW,
                    "Drop '%s' or find out why it never changes.");
        }
        if (present > 1 && column.distinct() == present) {
            note("unique", "no value occurs twice", "", YDATA + "UNIQUE");
        }
        boolean words = column.physicalType().equals("VARCHAR")
                && List.of("text", "enum", "identifier").contains(column.logicalType());
        if (words && column.distinct() > CATEGORIES && column.distinct() * 2 <= present) {
            note(
                    "high_cardinality",
                    "%d different values that repeat".formatted(column.distinct()),
                    "more than 50 categories, at most half of the values different",
                    YDATA + "HIGH_CARDINALITY");
        }
    }

    private void balance() {
        boolean category = List.of("enum", "boolean").contains(column.logicalType())
                && !column.privacy().personal();
        double imbalance = category ? imbalance() : 0;
        if (imbalance > IMBALANCE) {
            double largest = (double) column.topValues().getFirst().count() / present;
            find(
                    "imbalance",
                    "one value makes up %.3g %% (imbalance %.3g)".formatted(largest * 100, imbalance),
                    "1 − entropy / log₂(categories) more than 0.5",
                    YDATA + "IMBALANCE",
                    Severity.LOW,
                    "Check that '%s' is filled as meant.");
        }
    }

    /** 0 for equal shares, 1 for one value; values beyond the most frequent ones are taken to share equally. */
    private double imbalance() {
        long told = column.topValues().stream().mapToLong(TopValue::count).sum();
        long others = column.distinct() - column.topValues().size();
        if (column.distinct() < 2) {
            return 0;
        }
        double entropy = column.topValues().stream()
                .mapToDouble(top -> entropy((double) top.count() / present))
                .sum();
        double share = others > 0 ? (double) (present - told) / ((double) present * (double) others) : 0;
        double rest = (double) others * entropy(share);
        return 1 - (entropy + rest) / Math.log((double) column.distinct());
    }

    private static double entropy(double share) {
        return share > 0 ? -share * Math.log(share) : 0;
    }

    private void text(TextStatistics text) {
        if (present > 1 && text.minimumLength() == text.maximumLength() && column.distinct() > 1) {
            note(
                    "constant_length",
                    "all values have %d characters".formatted(text.minimumLength()),
                    "",
                    YDATA + "CONSTANT_LENGTH");
        }
        if ((double) text.blank() / present > SOME) {
            find(
                    "blank",
                    "%d of %d values are empty or blank".formatted(text.blank(), present),
                    "more than 1 %",
                    OWN,
                    Severity.MEDIUM,
                    "Write null in '%s' where there is no value.");
        }
        if (List.of("date", "timestamp").contains(column.logicalType())) {
            find(
                    "date_as_text",
                    "dates are kept as text (" + column.logicalFormat() + ")",
                    "",
                    YDATA + "TYPE_DATE",
                    Severity.LOW,
                    "Store '%s' as a date type, so that ranges and partitions work.");
        }
    }

    private void types() {
        boolean typed = !List.of("text", "empty").contains(column.logicalType());
        if (column.logicalShare() < 1 && typed) {
            find(
                    "mixed_types",
                    "%.4g %% of the values are no %s"
                            .formatted((1 - column.logicalShare()) * 100, column.logicalType()),
                    "at least 90 % of the values fit, not all",
                    OWN,
                    Severity.MEDIUM,
                    "Clean the values of '%s' that do not fit.");
        }
        if (!column.privacy().personal() && column.logicalType().equals("enum") && dirty()) {
            find(
                    "dirty_categories",
                    "values differ in case or blanks alone",
                    "",
                    YDATA + "DIRTY_CATEGORY",
                    Severity.MEDIUM,
                    "Write the categories of '%s' in one way.");
        }
    }

    private boolean dirty() {
        long folded = column.topValues().stream()
                .map(top -> top.value().strip().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        return folded < column.topValues().size();
    }

    private void note(String name, String detail, String threshold, String source) {
        alerts.add(Alert.note(name, column.name(), detail, threshold, source));
    }

    private void find(String name, String detail, String threshold, String source, Severity severity, String action) {
        alerts.add(Alert.finding(
                name, column.name(), detail, threshold, source, severity, action.replace("%s", column.name())));
    }
}
