package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the type that all values of a text column support. A number with a leading zero stays text (a postal code, an account), a date
 * in another form than ISO 8601 too.
 */
final class TextTypes {
    private static final int AT_ONCE = 200;
    private static final int PLANNED = 20;
    private static final int SAMPLE = 2000;

    private enum Type {
        BOOLEAN("lower(%1$s) IN ('true', 'false')"),
        BIGINT("regexp_full_match(%1$s, '[+-]?(0|[1-9][0-9]{0,17})')"),
        DOUBLE("regexp_full_match(%1$s, '[+-]?(0|[1-9][0-9]*|)([.][0-9]*)?([eE][+-]?[0-9]{1,3})?')"
                + " AND isfinite(TRY_CAST(%1$s AS DOUBLE))"),
        DATE("length(%1$s) = 10 AND TRY_CAST(%1$s AS DATE) IS NOT NULL AND %1$s[5] = '-'"),
        TIMESTAMP(
                "regexp_full_match(%1$s, '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?Z?')"
                        + " AND TRY_CAST(%1$s AS TIMESTAMP) IS NOT NULL");

        private final String condition;

        Type(String condition) {
            this.condition = condition;
        }

        String misfits(String identifier) {
            return "count(*) FILTER (" + identifier + " IS NOT NULL AND (" + condition.formatted(identifier)
                    + ") IS NOT TRUE)";
        }
    }

    /** A column and what it may still be. */
    private record Candidates(String identifier, List<Type> types) {}

    private TextTypes() {}

    /** The select list that gives each of these text columns its type. */
    static String select(Connection connection, String relation, List<String> names) throws SQLException {
        List<String> selected = new ArrayList<>();
        boolean whole = rows(connection, relation) <= SAMPLE;
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<Candidates> some = names.subList(from, Math.min(names.size(), from + AT_ONCE)).stream()
                    .map(name -> new Candidates(Sql.identifier(name), List.of(Type.values())))
                    .toList();
            String sample = sample(connection, relation, some);
            for (Candidates column : fitting(connection, sample, relation, whole, some)) {
                selected.add(expression(column));
            }
        }
        return String.join(", ", selected);
    }

    /** A few columns at a time: the time to plan a query grows with the square of its expressions. */
    private static List<Candidates> fitting(
            Connection connection, String sample, String relation, boolean whole, List<Candidates> columns)
            throws SQLException {
        List<Candidates> all = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += PLANNED) {
            List<Candidates> some = columns.subList(from, Math.min(columns.size(), from + PLANNED));
            List<Candidates> likely = fitting(connection, sample, some);
            all.addAll(whole ? likely : fitting(connection, relation, likely));
        }
        return all;
    }

    private static long rows(Connection connection, String relation) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count(*) FROM " + relation);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A table of the first rows, for what most columns are not shows there. */
    private static String sample(Connection connection, String relation, List<Candidates> columns) throws SQLException {
        String names = columns.stream().map(Candidates::identifier).collect(Collectors.joining(", "));
        try (var statement = connection.prepareStatement("CREATE OR REPLACE TEMP TABLE first_rows AS SELECT " + names
                + " FROM " + relation + " LIMIT " + SAMPLE)) {
            statement.execute();
            return "first_rows";
        }
    }

    private static String expression(Candidates column) {
        String id = column.identifier();
        return column.types().isEmpty()
                ? id
                : "TRY_CAST(" + id + " AS " + column.types().getFirst() + ") AS " + id;
    }

    private static List<Candidates> fitting(Connection connection, String relation, List<Candidates> columns)
            throws SQLException {
        String counts = columns.stream()
                .flatMap(column -> column.types().stream().map(type -> ", " + type.misfits(column.identifier())))
                .collect(Collectors.joining());
        String present = columns.stream()
                .map(column -> "count(" + column.identifier() + ")")
                .collect(Collectors.joining(", "));
        try (var statement = connection.prepareStatement("SELECT " + present + counts + " FROM " + relation);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return narrowed(row, columns);
        }
    }

    private static List<Candidates> narrowed(ResultSet row, List<Candidates> columns) throws SQLException {
        List<Candidates> narrowed = new ArrayList<>();
        int next = columns.size() + 1;
        for (int index = 0; index < columns.size(); index++) {
            boolean present = row.getLong(index + 1) > 0;
            List<Type> fitting = new ArrayList<>();
            for (Type type : columns.get(index).types()) {
                if (row.getLong(next++) == 0 && present) {
                    fitting.add(type);
                }
            }
            narrowed.add(new Candidates(columns.get(index).identifier(), fitting));
        }
        return narrowed;
    }
}
