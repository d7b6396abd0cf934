package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;

/**
 * What a column's values are, whatever the file says they are.
 *
 * @param share of non-null values that fit, 0..1
 */
record LogicalType(String name, String format, double share) {
    /** Share of values that must fit before text is taken for something else; the rest shows as mixed types. */
    private static final double ENOUGH = 0.9;

    private static final List<String> DATES = List.of(
            "%Y-%m-%d",
            "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%d %b %Y", "%b %d, %Y");
    private static final List<String> TIMESTAMPS = List.of(
            "%Y-%m-%dT%H:%M:%SZ",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%dT%H:%M:%S.%fZ",
            "%Y-%m-%dT%H:%M:%S.%f",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%d %H:%M:%S.%f",
            "%Y/%m/%d %H:%M:%S",
            "%m/%d/%Y %H:%M:%S",
            "%d/%m/%Y %H:%M:%S",
            "%Y-%m-%dT%H:%M:%S%z");

    /** A test by SQL over {@code v}. */
    private record Candidate(String name, String format, String condition) {}

    static LogicalType of(
            Connection connection, ColumnSource column, long present, long distinct, ColumnVerdict verdict)
            throws SQLException {
        if (present == 0) {
            return new LogicalType("empty", "", 0);
        }
        if (!column.text()) {
            return new LogicalType(declared(column), "", 1);
        }
        LogicalType found = inferred(connection);
        return found.name().equals("text") ? words(found, column, present, distinct, verdict) : found;
    }

    private static String declared(ColumnSource column) {
        if (column.nested()) {
            return column.type().equals("JSON") ? "json" : "nested";
        }
        if (column.integer()) {
            return "integer";
        }
        if (column.number()) {
            return "decimal";
        }
        if (column.type().startsWith("TIMESTAMP")) {
            return "timestamp";
        }
        return switch (column.type()) {
            case "BOOLEAN" -> "boolean";
            case "DATE" -> "date";
            case "UUID" -> "uuid";
            default -> column.type().startsWith("TIME") ? "time" : "text";
        };
    }

    /** Digits behind a zero: postal codes, accounts, telephone numbers. */
    private static final Candidate CODE = new Candidate("identifier", "", "regexp_full_match(v, '0[0-9]+')");

    /** Share of codes from which on what looks like numbers is none: a cast would lose their zeros. */
    private static final double CODES = 0.01;

    private static Map<String, Candidate> candidates() {
        Map<String, Candidate> all = new LinkedHashMap<>();
        add(all, "boolean", "", "lower(v) IN ('true', 'false', 'yes', 'no', 't', 'f', 'y', 'n')");
        add(all, "integer", "", "regexp_full_match(v, '[+-]?[0-9]{1,38}')");
        add(all, "decimal", "", "regexp_full_match(v, '[+-]?([0-9]+[.][0-9]*|[.]?[0-9]+)([eE][+-]?[0-9]+)?')");
        DATES.forEach(format -> add(all, "date", format, "try_strptime(v, " + Sql.literal(format) + ") IS NOT NULL"));
        TIMESTAMPS.forEach(
                format -> add(all, "timestamp", format, "try_strptime(v, " + Sql.literal(format) + ") IS NOT NULL"));
        add(all, "time", "", "regexp_full_match(v, '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?')");
        add(all, "uuid", "", "regexp_full_match(v, '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}')");
        add(all, "email", "", "regexp_full_match(v, '[^@\\s]+@[^@\\s]+[.][A-Za-z]{2,24}')");
        add(all, "url", "", "regexp_matches(v, '^(https?|ftp|s3)://[^\\s]+$')");
        add(all, "ip_address", "", "regexp_full_match(v, '([0-9]{1,3}[.]){3}[0-9]{1,3}')");
        add(all, "json", "", "left(ltrim(v), 1) IN ('{', '[') AND json_valid(v)");
        return all;
    }

    private static void add(Map<String, Candidate> all, String name, String format, String condition) {
        all.put(name + format, new Candidate(name, format, condition));
    }

    /** Tries all candidates on the smallest and greatest values, then counts all values for those that hold there. */
    private static LogicalType inferred(Connection connection) throws SQLException {
        List<Candidate> all = List.copyOf(candidates().values());
        long[] some = counts(
                connection,
                all,
                "((SELECT v, 1 AS n FROM grouped WHERE trim(v) <> '' ORDER BY v LIMIT 300) UNION ALL"
                        + " (SELECT v, 1 FROM grouped WHERE trim(v) <> '' ORDER BY v DESC LIMIT 300))");
        long sample = some[all.size()];
        List<Candidate> likely = new ArrayList<>(all.stream()
                .filter(candidate -> sample > 0 && some[all.indexOf(candidate)] >= 0.3 * sample)
                .toList());
        if (likely.isEmpty()) {
            return new LogicalType("text", "", 1);
        }
        likely.add(CODE);
        long[] counted = counts(connection, likely, "(SELECT * FROM grouped WHERE trim(v) <> '')");
        long filled = Math.max(1, counted[likely.size()]);
        int best = 0;
        for (int index = 1; index < likely.size() - 1; index++) {
            best = counted[index] > counted[best] ? index : best;
        }
        double share = (double) counted[best] / filled;
        boolean number = List.of("integer", "decimal").contains(likely.get(best).name());
        boolean code = number && counted[likely.size() - 1] >= CODES * filled;
        return share >= ENOUGH && !code
                ? new LogicalType(likely.get(best).name(), likely.get(best).format(), share)
                : new LogicalType("text", "", 1);
    }

    private static long[] counts(Connection connection, List<Candidate> candidates, String from) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ");
        candidates.forEach(candidate -> sql.append("coalesce(sum(n) FILTER (")
                .append(candidate.condition())
                .append("), 0), "));
        sql.append("coalesce(sum(n), 0) FROM ").append(from);
        long[] counts = new long[candidates.size() + 1];
        try (var statement = connection.prepareStatement(sql.toString());
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (int index = 0; index < counts.length; index++) {
                counts[index] = row.getLong(index + 1);
            }
        }
        return counts;
    }

    /** Text with few words is an enumeration; a different code in every row, labelled as such, an identifier. */
    private static LogicalType words(
            LogicalType text, ColumnSource column, long present, long distinct, ColumnVerdict verdict) {
        if (distinct <= 50 && distinct * 20 <= present) {
            return new LogicalType("enum", "", 1);
        }
        boolean labelled =
                column.name().toLowerCase(java.util.Locale.ROOT).matches(".*(^|[^a-z])(id|key|code|uuid|number|no)$");
        boolean unique = distinct == present && present > 1;
        return labelled && unique && !verdict.personal() ? new LogicalType("identifier", "", 1) : text;
    }
}
