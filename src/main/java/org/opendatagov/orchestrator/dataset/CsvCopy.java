package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Parquet copy of one CSV file, every column as text. Rows of a wrong width are left out and told by number.
 *
 * @param ragged how many rows were left out
 * @param raggedRows the first of them, by line from 1
 * @param malformedRows the first of those left out for another reason: a quote that is not closed, a line without end
 */
record CsvCopy(Path target, Dialect dialect, long ragged, List<Long> raggedRows, List<Long> malformedRows) {
    private static final String RAGGED = "error_type IN ('MISSING COLUMNS', 'TOO MANY COLUMNS')";

    private static final int REPORTED = 20;

    /** @param keys values of Hive partitions in the file's path, which become columns */
    static CsvCopy write(Connection connection, Path source, Path target, Map<String, String> keys)
            throws SQLException {
        Dialect dialect = Dialect.sniff(connection, source);
        copy(connection, source, target, keys, dialect);
        if (dialect.encoding().equals(Dialect.UTF_8) && misread(connection) > 0) {
            forget(connection);
            dialect = Dialect.sniff(connection, source, Dialect.LATIN_1);
            copy(connection, source, target, keys, dialect);
        }
        CsvCopy copy = new CsvCopy(
                target,
                dialect,
                rejected(connection, RAGGED),
                rows(connection, RAGGED),
                rows(connection, "NOT " + RAGGED));
        forget(connection);
        return copy;
    }

    private static void copy(Connection connection, Path source, Path target, Map<String, String> keys, Dialect dialect)
            throws SQLException {
        StringBuilder sql = new StringBuilder("COPY (SELECT *");
        keys.forEach((name, value) ->
                sql.append(", ").append(Sql.literal(value)).append(" AS ").append(Sql.identifier(name)));
        sql.append(" FROM read_csv(").append(Sql.literal(source.toString())).append(", ");
        sql.append(dialect.options()).append(", store_rejects = true, rejects_limit = 0)) TO ");
        sql.append(Sql.literal(target.toString())).append(' ').append(StagedParquet.options(dialect.width()));
        execute(connection, sql.toString());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void forget(Connection connection) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS reject_errors");
        execute(connection, "DROP TABLE IF EXISTS reject_scans");
    }

    private static long misread(Connection connection) throws SQLException {
        return single(connection, "SELECT count(*) FROM reject_errors WHERE error_type = 'INVALID ENCODING'");
    }

    private static long rejected(Connection connection, String which) throws SQLException {
        return single(connection, "SELECT count(DISTINCT line) FROM reject_errors WHERE " + which);
    }

    private static long single(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> rows(Connection connection, String which) throws SQLException {
        List<Long> rows = new ArrayList<>();
        String sql = "SELECT DISTINCT line FROM reject_errors WHERE " + which + " ORDER BY line LIMIT " + REPORTED;
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(row.getLong(1));
            }
        }
        return rows;
    }

    TextFormat format() {
        return dialect.format(raggedRows, ragged);
    }

    /** @param part the file's name among several, or empty */
    List<String> warnings(String part) {
        List<String> warnings = new ArrayList<>(dialect.warnings());
        if (ragged > 0) {
            String first = raggedRows.isEmpty() ? "" : ", the first at line " + raggedRows.getFirst();
            warnings.add("%d %s more or fewer fields than the header and %s left out%s."
                    .formatted(ragged, ragged == 1 ? "row has" : "rows have", ragged == 1 ? "was" : "were", first));
        }
        if (!malformedRows.isEmpty()) {
            warnings.add(
                    "Lines are not well formed (a stray quote, or more than 2,000,000 bytes) and were left out: %s%s."
                            .formatted(
                                    malformedRows.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                                    malformedRows.size() == REPORTED ? " and more" : ""));
        }
        return part.isEmpty()
                ? warnings
                : warnings.stream().map(warning -> part + ": " + warning).toList();
    }
}
