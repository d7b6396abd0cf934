package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.HistogramBin;
import org.opendatagov.orchestrator.dataset.NumberStatistics;
import org.opendatagov.orchestrator.expert.Severity;

/** Alerts on a column of numbers, with the defaults of ydata-profiling 4.18. */
final class NumberAlerts {
    private static final String YDATA = "ydata-profiling ";
    private static final double SOME = 0.01;
    private static final double SKEWED = 20;
    /** Below this χ² of ten bins (nine degrees of freedom) a uniform distribution is as even in 0.1 % of the cases: p > 0.999. */
    private static final double EVEN = 1.152;

    private static final int BINS = 10;

    private final ColumnProfile column;
    private final long present;
    private final List<Alert> alerts = new ArrayList<>();

    NumberAlerts(ColumnProfile column, long present) {
        this.column = column;
        this.present = present;
    }

    List<Alert> all() {
        column.numbers().ifPresent(this::numbers);
        return alerts;
    }

    private void numbers(NumberStatistics numbers) {
        if (Math.abs(numbers.skewness()) > SKEWED) {
            alerts.add(Alert.finding(
                    "skewed",
                    column.name(),
                    "skewness is %.4g".formatted(numbers.skewness()),
                    "more than 20 either way",
                    YDATA + "SKEWED",
                    Severity.LOW,
                    "Look at the outliers of '" + column.name() + "'."));
        }
        if ((double) numbers.zeros() / present > SOME && column.distinct() > 1) {
            String detail = "%d of %d values are zero".formatted(numbers.zeros(), present);
            alerts.add(Alert.note("zeros", column.name(), detail, "more than 1 %", YDATA + "ZEROS"));
        }
        if (infinite(column)) {
            alerts.add(Alert.finding(
                    "infinite",
                    column.name(),
                    "some values are infinite or not a number",
                    "",
                    YDATA + "INFINITE",
                    Severity.MEDIUM,
                    "Write null in '" + column.name() + "' where there is no number."));
        }
        if (even(numbers)) {
            alerts.add(Alert.note(
                    "uniform",
                    column.name(),
                    "values spread evenly from least to greatest",
                    "χ² test of ten bins, p > 0.999",
                    YDATA + "UNIFORM"));
        }
    }

    private static boolean infinite(ColumnProfile column) {
        List<String> extremes =
                List.of(column.minimum().orElse(""), column.maximum().orElse(""));
        return extremes.contains("inf") || extremes.contains("-inf") || extremes.contains("nan");
    }

    private boolean even(NumberStatistics numbers) {
        boolean counter = column.logicalType().equals("integer") && column.distinct() == present;
        if (counter || numbers.histogram().size() != BINS || present < 5 * BINS) {
            return false;
        }
        double expected = (double) numbers.histogram().stream()
                        .mapToLong(HistogramBin::count)
                        .sum()
                / BINS;
        double statistic = numbers.histogram().stream()
                .mapToDouble(bin -> (bin.count() - expected) * (bin.count() - expected) / expected)
                .sum();
        return statistic < EVEN;
    }
}
