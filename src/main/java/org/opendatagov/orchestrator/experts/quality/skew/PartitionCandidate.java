package org.opendatagov.orchestrator.experts.quality.skew;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/**
 * A column that a dataset might be partitioned by, and how evenly its rows would lie. Personal columns are none: their values would become
 * names of folders.
 *
 * @param granularity of dates, {@code day, month, year}; empty for values as they are
 */
record PartitionCandidate(String column, String granularity, Distribution rows, long bytesOnAverage) {
    /** The size up to which Spark packs a partition when it reads files: {@code spark.sql.files.maxPartitionBytes}, by default 128 MB. */
    private static final long FULL = 128L << 20;
    /** More folders than this are a burden to the catalogue that lists them; this project's own. */
    private static final long MOST = 10_000;
    /** A value that is not a date is partitioned by only where there are few. */
    private static final long MOST_VALUES = 1000;

    private static final Set<String> DATES = Set.of("date", "timestamp");
    private static final Set<String> WORDS = Set.of("enum", "text", "integer", "boolean", "identifier");

    static List<PartitionCandidate> of(Connection connection, DatasetProfile profile) throws SQLException {
        List<PartitionCandidate> candidates = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            if (column.privacy().personal() || column.distinct() < 2) {
                continue;
            }
            if (DATES.contains(column.logicalType())) {
                for (String granularity : List.of("day", "month", "year")) {
                    String key = "date_trunc('" + granularity + "', " + moment(column) + ")";
                    candidates.add(measured(connection, profile, column, granularity, key));
                }
            } else if (WORDS.contains(column.logicalType())
                    && KeySkew.open(column)
                    && column.distinct() <= MOST_VALUES
                    && column.distinct() < profile.rows()) {
                candidates.add(measured(connection, profile, column, "", Sql.identifier(column.name())));
            }
        }
        return candidates.stream()
                .filter(candidate ->
                        candidate.rows().groups() > 1 && candidate.rows().groups() <= MOST)
                .toList();
    }

    private static String moment(ColumnProfile column) {
        String name = Sql.identifier(column.name());
        return column.logicalFormat().isEmpty()
                ? "TRY_CAST(" + name + " AS TIMESTAMP)"
                : "try_strptime(" + name + ", " + Sql.literal(column.logicalFormat()) + ")";
    }

    private static PartitionCandidate measured(
            Connection connection, DatasetProfile profile, ColumnProfile column, String granularity, String key)
            throws SQLException {
        Distribution rows = KeySkew.distribution(connection, key);
        return new PartitionCandidate(column.name(), granularity, rows, profile.bytes() / Math.max(1, rows.groups()));
    }

    /** Dates first, for what is asked is mostly asked of a time; then what lies evenly; of a date the finest that fills a partition. */
    static Optional<PartitionCandidate> best(List<PartitionCandidate> candidates) {
        Comparator<PartitionCandidate> better = first(
                        candidate -> !candidate.rows().skewed())
                .thenComparing(first(candidate -> !candidate.granularity().isEmpty()))
                .thenComparing(first(PartitionCandidate::full))
                .thenComparingLong(
                        candidate -> candidate.full() ? candidate.rows().groups() : 0)
                .thenComparingDouble(candidate -> candidate.rows().evenness())
                .thenComparing(PartitionCandidate::column, Comparator.reverseOrder())
                .thenComparing(PartitionCandidate::granularity, Comparator.reverseOrder());
        return candidates.stream().max(better);
    }

    private static Comparator<PartitionCandidate> first(Predicate<PartitionCandidate> better) {
        return Comparator.comparingInt(candidate -> better.test(candidate) ? 1 : 0);
    }

    private boolean full() {
        return bytesOnAverage >= FULL;
    }

    String name() {
        return granularity.isEmpty() ? column : granularity + " of " + column;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("column", column);
        described.put("granularity", granularity);
        described.put("partitions", rows.groups());
        described.put("evenness", rows.evenness());
        described.put("largest_tenth_share", rows.largestTenth());
        described.put("max_by_median", rows.largestByMedian());
        described.put("average_bytes", bytesOnAverage);
        return described;
    }
}
