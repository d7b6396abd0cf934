package org.opendatagov.orchestrator.experts.compliance;

import java.sql.ResultSet;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Sql;

/** GDPR Art. 5(1)(e): counts the records that are older than the declared period, by the declared date column. */
final class RetentionCheck implements Check {
    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String COLUMN = "retention_column";

    private final Datasets datasets;
    private final Clock clock;

    RetentionCheck(Datasets datasets, Clock clock) {
        this.datasets = datasets;
        this.clock = clock;
    }

    /** How many records are past the period, and how many have a date at all. */
    private record Ages(long expired, long dated, long rows) {}

    @Override
    public Outcome of(Facts facts) {
        String label = facts.declared().retentionColumn().orElse("");
        return facts.column(label)
                .map(column -> aged(facts, column))
                .orElseGet(() -> Outcome.needs(
                        COLUMN, "The declared date column '%s' is no column of the dataset.".formatted(label)));
    }

    private Outcome aged(Facts facts, ColumnProfile column) {
        boolean date =
                column.logicalType().equals("date") || column.logicalType().equals("timestamp");
        if (!date) {
            return Outcome.needs(
                    COLUMN,
                    "The declared date column '%s' holds no dates but %s."
                            .formatted(column.name(), column.logicalType()));
        }
        String period = facts.declared().retention().orElse("");
        LocalDateTime cutoff = LocalDateTime.now(clock.withZone(ZoneOffset.UTC))
                .truncatedTo(ChronoUnit.DAYS)
                .minus(amount(period));
        Ages ages = ages(facts, column, cutoff);
        Map<String, Object> figures = Map.of("expired", ages.expired(), "dated", ages.dated(), "rows", ages.rows());
        if (ages.expired() > 0) {
            return Outcome.violated(
                    "%,d of %,d records are older than %s: delete where '%s' is before %s."
                            .formatted(ages.expired(), ages.rows(), period, column.name(), cutoff.toLocalDate()),
                    figures);
        }
        return ages.dated() == 0 && ages.rows() > 0
                ? Outcome.needs(COLUMN, "No record has a date in '%s'.".formatted(column.name()))
                : Outcome.satisfied(
                        "No dated record is older than %s; %,d of %,d have no date."
                                .formatted(period, ages.rows() - ages.dated(), ages.rows()),
                        figures);
    }

    private static TemporalAmount amount(String period) {
        try {
            return Period.parse(period);
        } catch (DateTimeException e) {
            return Duration.parse(period);
        }
    }

    private Ages ages(Facts facts, ColumnProfile column, LocalDateTime cutoff) {
        String name = Sql.identifier(column.name());
        String value = column.logicalFormat().isEmpty()
                ? "TRY_CAST(" + name + " AS TIMESTAMP)"
                : "try_strptime(" + name + ", " + Sql.literal(column.logicalFormat()) + ")";
        String sql = "SELECT count(*) FILTER (WHERE age < CAST(" + Sql.literal(SQL_TIME.format(cutoff))
                + " AS TIMESTAMP)), count(age), count(*) FROM (SELECT " + value + " AS age FROM dataset)";
        return datasets.query(facts.dataset(), connection -> {
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return new Ages(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        });
    }
}
