package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.privacy.PersonalLabels;

/**
 * How a CSV file is written, as DuckDB sniffs it.
 *
 * @param lineEnd as {@code read_csv} names it; empty where DuckDB finds it by itself
 * @param width number of columns
 * @param labels the header's labels as they stand, empty where there is no header
 */
record Dialect(
        String encoding,
        String delimiter,
        String quote,
        String escape,
        String comment,
        String lineEnd,
        int skip,
        boolean header,
        int width,
        List<String> labels) {
    static final String UTF_8 = "utf-8";
    static final String UTF_16 = "utf-16";
    static final String LATIN_1 = "latin-1";
    private static final String CARRIAGE_RETURN_AND_LINE_FEED = "\\r\\n";

    /** What a label never is: a number, a date, an email address. A first row with such a cell is data, whatever the sniffer says. */
    private static final Pattern DATA =
            Pattern.compile("\\s*([+(]?[0-9][0-9 .,:/()+-]*|[^@\\s]+@[^@\\s]+\\.[^@\\s]+)\\s*");

    static Dialect sniff(Connection connection, Path file) throws SQLException {
        return sniff(connection, file, encoding(connection, file));
    }

    /** DuckDB finds no dialect where a quoted text holds a line feed and the lines themselves end with carriage returns too, until told so. */
    static Dialect sniff(Connection connection, Path file, String encoding) throws SQLException {
        try {
            return sniff(connection, file, encoding, "");
        } catch (SQLException e) {
            try {
                return sniff(connection, file, encoding, CARRIAGE_RETURN_AND_LINE_FEED);
            } catch (SQLException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    private static Dialect sniff(Connection connection, Path file, String encoding, String lineEnd)
            throws SQLException {
        String sql = "SELECT Delimiter, Quote, Escape, Comment, SkipRows, HasHeader, len(Columns) FROM sniff_csv("
                + Sql.literal(file.toString()) + ", ignore_errors = true, encoding = " + Sql.literal(encoding)
                + lineEnding(lineEnd) + ")";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Dialect dialect = new Dialect(
                    encoding,
                    text(row.getString(1)),
                    text(row.getString(2)),
                    text(row.getString(3)),
                    text(row.getString(4)),
                    lineEnd,
                    row.getInt(5),
                    row.getBoolean(6),
                    row.getInt(7),
                    List.of());
            return dialect.header() ? dialect.withLabels(connection, file) : dialect;
        }
    }

    /** UTF-16 by its mark, else UTF-8, or Latin-1 where the beginning is no UTF-8: tolerant reading would drop a header that it cannot decode. */
    private static String encoding(Connection connection, Path file) throws SQLException {
        if (marked(file)) {
            return UTF_16;
        }
        try (var statement = connection.prepareStatement(
                "SELECT 1 FROM sniff_csv(" + Sql.literal(file.toString()) + ", strict_mode = false)")) {
            statement.execute();
            return UTF_8;
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return message.contains("not utf-8 encoded") ? LATIN_1 : UTF_8;
        }
    }

    private static boolean marked(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            int mark = input.read() << 8 | input.read();
            return mark == 0xFFFE || mark == 0xFEFF;
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(@Nullable String value) {
        return value == null || value.equals("(empty)") || value.equals("\0") ? "" : value;
    }

    /** One thread reads the labels: with several, the first row that arrives need not be the file's first. */
    private Dialect withLabels(Connection connection, Path file) throws SQLException {
        String sql = "SELECT * FROM read_csv(" + Sql.literal(file.toString()) + ", " + options(false)
                + ", ignore_errors = true, parallel = false) LIMIT 1";
        List<String> found = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            if (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    found.add(text(row.getString(column)));
                }
            }
        }
        boolean named = found.stream().noneMatch(label -> DATA.matcher(label).matches() || PersonalLabels.tells(label));
        return new Dialect(
                encoding, delimiter, quote, escape, comment, lineEnd, skip, named, width, named ? found : List.of());
    }

    /** The options of {@code read_csv} that say all this, all columns as text. */
    String options() {
        return options(header);
    }

    private String options(boolean withHeader) {
        return "all_varchar = true, hive_partitioning = false, delim = " + Sql.literal(delimiter) + ", quote = "
                + Sql.literal(orQuote(quote))
                + ", escape = " + Sql.literal(orQuote(escape)) + ", comment = " + Sql.literal(comment) + ", skip = "
                + skip
                + ", header = " + withHeader + ", encoding = " + Sql.literal(encoding) + lineEnding(lineEnd);
    }

    private static String lineEnding(String lineEnd) {
        return lineEnd.isEmpty() ? "" : ", new_line = " + Sql.literal(lineEnd);
    }

    /** A file whose beginning has no quotes may use them further down. */
    private static String orQuote(String found) {
        return found.isEmpty() ? "\"" : found;
    }

    TextFormat format(List<Long> raggedRows, long ragged) {
        return new TextFormat(delimiter, quote, escape, header, encoding, comment, skip, raggedRows, ragged);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (int index = 0; index < labels.size(); index++) {
            String label = labels.get(index);
            if (label.isBlank()) {
                warnings.add("Column " + (index + 1) + " has a blank label.");
            } else if (labels.indexOf(label) < index) {
                warnings.add("The label '" + label + "' of column " + (index + 1) + " is used before.");
            }
        }
        return warnings;
    }
}
