package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.opendatagov.orchestrator.report.RunReport.DatasetShape;

/** How figures, times and names read to people; JSON has them as they are. */
final class Wording {
    /** Columns that a page shows; the others are in the JSON. */
    static final int COLUMNS = 200;

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");

    private Wording() {}

    static String words(String name) {
        return name.replace('_', ' ');
    }

    /** An amount of money: to the cent, for less than one has no meaning. */
    static String amount(String plain) {
        BigDecimal amount = new BigDecimal(plain);
        if (amount.signum() == 0 || amount.abs().compareTo(CENT) >= 0) {
            return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
        }
        return "less than 0.01";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1,000 rows, 13 columns, 113.6 kB of parquet}. */
    static String shape(DatasetShape shape, int columns) {
        return "%s %s, %s %s, %s of %s"
                .formatted(
                        count(shape.rows()),
                        shape.rows() == 1 ? "row" : "rows",
                        count(columns),
                        columns == 1 ? "column" : "columns",
                        bytes(shape.bytes()),
                        shape.format());
    }

    private static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < UNITS.size() - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS.get(unit));
    }

    /** When a run ended and how long it took. */
    static String times(RunReport report) {
        Instant start = report.createdAt();
        return report.finishedAt()
                .map(end -> MINUTE.format(end) + ", took " + duration(Duration.between(start, end)))
                .orElse(MINUTE.format(start) + ", not finished");
    }

    private static String duration(Duration duration) {
        return duration.toMinutes() > 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", Math.max(0.1, duration.toMillis() / 1000.0));
    }
}
