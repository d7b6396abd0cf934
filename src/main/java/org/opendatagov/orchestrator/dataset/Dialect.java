package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written, as DuckDB sniffs it.
 *
 * @param labels the header's labels as they stand, empty where there is no header
 */
record Dialect(
        String delimiter, String quote, String escape, String comment, int skip, boolean header, List<String> labels) {
    static Dialect sniff(Connection connection, Path file, String encoding) throws SQLException {
        String sql = "SELECT Delimiter, Quote, Escape, Comment, SkipRows, HasHeader FROM sniff_csv("
                + Sql.literal(file.toString()) + ", ignore_errors = true, encoding = " + Sql.literal(encoding) + ")";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Dialect dialect = new Dialect(
                    text(row.getString(1)),
                    text(row.getString(2)),
                    text(row.getString(3)),
                    text(row.getString(4)),
                    row.getInt(5),
                    row.getBoolean(6),
                    List.of());
            return dialect.header() ? dialect.withLabels(connection, file, encoding) : dialect;
        }
    }

    private static String text(@Nullable String value) {
        return value == null || value.equals("(empty)") || value.equals("\0") ? "" : value;
    }

    private Dialect withLabels(Connection connection, Path file, String encoding) throws SQLException {
        String sql = "SELECT * FROM read_csv(" + Sql.literal(file.toString())
                + ", header = false, all_varchar = true, ignore_errors = true, null_padding = true, delim = "
                + Sql.literal(delimiter) + ", quote = " + Sql.literal(quote) + ", escape = " + Sql.literal(escape)
                + ", skip = " + skip + ", encoding = " + Sql.literal(encoding) + ") LIMIT 1";
        List<String> labels = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            if (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    labels.add(text(row.getString(column)));
                }
            }
        }
        return new Dialect(delimiter, quote, escape, comment, skip, header, List.copyOf(labels));
    }

    TextFormat format(String encoding, List<Long> raggedRows, long ragged) {
        return new TextFormat(delimiter, quote, escape, header, encoding, comment, skip, raggedRows, ragged);
    }
}
