package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Sql;

/** Counts records past a period, from the start of today (UTC) back. */
final class Ageing {
    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ColumnCounts counts;
    private final Clock clock;

    Ageing(Datasets datasets, Clock clock) {
        this.counts = new ColumnCounts(datasets);
        this.clock = clock;
    }

    Ages of(Dataset dataset, ColumnProfile column, String period) {
        LocalDateTime cutoff = LocalDateTime.now(clock.withZone(ZoneOffset.UTC))
                .truncatedTo(ChronoUnit.DAYS)
                .minus(amount(period));
        String moment = ColumnCounts.moment(column);
        List<Long> counted = counts.of(
                dataset,
                List.of(ColumnCounts.count(moment + " < " + time(cutoff)), "count(" + moment + ")", "count(*)"));
        return new Ages(
                column.name(),
                period,
                cutoff,
                counted.get(0),
                counted.get(1),
                counted.get(2),
                predicate(column, cutoff));
    }

    static String time(LocalDateTime cutoff) {
        return "TIMESTAMP " + Sql.literal(SQL_TIME.format(cutoff));
    }

    /** In standard SQL where the column is a date or a time already, else in DuckDB's. */
    private static String predicate(ColumnProfile column, LocalDateTime cutoff) {
        boolean typed = column.physicalType().matches("DATE|TIMESTAMP[A-Z_ ]*");
        return (typed ? Sql.identifier(column.name()) : ColumnCounts.moment(column)) + " < " + time(cutoff);
    }

    private static TemporalAmount amount(String period) {
        try {
            return Period.parse(period);
        } catch (DateTimeException e) {
            return Duration.parse(period);
        }
    }
}
