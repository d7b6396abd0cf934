package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a dataset that wait to be profiled; several threads take from it, each with a connection of its own. Of a wide and small
 * table they take batches, copied first: reading a Parquet file's list of 2,000 columns for each of them would cost minutes.
 */
final class ColumnWork {
    private static final int WIDE = 100;
    private static final int BATCH = 200;
    /** Cells of a batch up to which a copy of it is small beside the memory of an instance. */
    private static final long SMALL = 5_000_000;

    private final List<ColumnProfiler> profilers;
    private final List<ColumnSource> columns;
    private final int batch;
    /** Of all columns in one pass, where they are not profiled in batches. */
    private final List<Aggregates> aggregates;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable ColumnProfile> done;

    ColumnWork(Connection connection, List<ColumnSource> columns, List<ColumnProfiler> profilers, long rows)
            throws SQLException {
        this.columns = columns;
        this.profilers = profilers;
        this.batch = columns.size() > WIDE ? Math.toIntExact(Math.clamp(SMALL / Math.max(1, rows), 1, BATCH)) : 1;
        this.aggregates = wide() ? List.of() : Aggregates.of(connection, columns, "dataset");
        this.done = new AtomicReferenceArray<>(columns.size());
    }

    /** Profiles columns until none is left. */
    void run(Connection connection) throws SQLException {
        try {
            for (int from = next.getAndAdd(batch); from < columns.size(); from = next.getAndAdd(batch)) {
                run(connection, from, Math.min(columns.size(), from + batch));
            }
        } catch (SQLException | RuntimeException e) {
            next.set(columns.size());
            throw e;
        }
    }

    private void run(Connection connection, int from, int to) throws SQLException {
        List<ColumnSource> some = columns.subList(from, to);
        String source = wide() ? copy(connection, some) : "dataset";
        List<Aggregates> figures = wide() ? Aggregates.of(connection, some, source) : aggregates.subList(from, to);
        for (int index = from; index < to; index++) {
            done.set(index, profilers.get(index).profile(connection, source, figures.get(index - from)));
        }
    }

    private boolean wide() {
        return batch > 1;
    }

    private static String copy(Connection connection, List<ColumnSource> some) throws SQLException {
        String names =
                String.join(", ", some.stream().map(ColumnSource::identifier).toList());
        try (var statement = connection.prepareStatement(
                "CREATE OR REPLACE TEMP TABLE slice AS SELECT " + names + " FROM dataset")) {
            statement.execute();
        }
        return "slice";
    }

    /** The profiles of all columns, once every thread has ended. */
    List<ColumnProfile> profiles() {
        ColumnProfile[] profiles = new ColumnProfile[columns.size()];
        for (int index = 0; index < profiles.length; index++) {
            ColumnProfile profile = done.get(index);
            if (profile == null) {
                throw new IllegalStateException("column " + index + " was not profiled");
            }
            profiles[index] = profile;
        }
        return new ArrayList<>(Arrays.asList(profiles));
    }
}
