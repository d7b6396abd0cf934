package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.privacy.Detectors;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Profiles a dataset: every value is looked at, none sampled, a column at a time. */
@Component
class Profiler {
    private final Detectors detectors;

    Profiler(Detectors detectors) {
        this.detectors = detectors;
    }

    /** @param helpers runs the work on this connection and, while threads of the pool are idle, on more */
    DatasetProfile profile(Connection connection, ReadableFiles files, QueryPool.Helpers helpers) throws SQLException {
        List<ColumnSource> columns = columns(connection, files);
        if (columns.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'" + files.located().dataset().location() + "' has no columns; expected at least one.");
        }
        long rows = rows(connection);
        List<ColumnProfiler> profilers = columns.stream()
                .map(column -> new ColumnProfiler(column, rows, detectors))
                .toList();
        ColumnWork work = new ColumnWork(connection, columns, profilers, rows);
        helpers.run(connection, work::run);
        Dataset dataset = files.located().dataset();
        return new DatasetProfile(
                dataset.fingerprint(),
                dataset.format(),
                rows,
                dataset.bytes(),
                files.textFormat(),
                Optional.of(duplicates(connection, rows)),
                work.profiles(),
                files.warnings());
    }

    private static List<ColumnSource> columns(Connection connection, ReadableFiles files) throws SQLException {
        Set<String> required = required(connection, files);
        List<ColumnSource> columns = new ArrayList<>();
        try (var statement = connection.prepareStatement("DESCRIBE dataset");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String name = ColumnNames.nameable(
                        row.getString("column_name"),
                        columns.size(),
                        files.located().dataset());
                columns.add(
                        new ColumnSource(name, columns.size(), row.getString("column_type"), !required.contains(name)));
            }
        }
        return columns;
    }

    /** Columns that a Parquet file declares as REQUIRED. */
    private static Set<String> required(Connection connection, ReadableFiles files) throws SQLException {
        Set<String> required = new HashSet<>();
        String sql = "SELECT name FROM parquet_schema("
                + Sql.literal(files.files().getFirst().toString())
                + ") WHERE repetition_type = 'REQUIRED' AND num_children IS NULL";
        if (files.located().dataset().format() != DatasetFormat.PARQUET) {
            return required;
        }
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                required.add(row.getString(1));
            }
        }
        return required;
    }

    private static long rows(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count(*) FROM dataset");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** By 64-bit hashes of whole rows: two different rows of n share one with a chance of n²/2⁶⁵. */
    private static long duplicates(Connection connection, long rows) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count(DISTINCT hash(whole)) FROM dataset AS whole");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return rows - row.getLong(1);
        }
    }
}
