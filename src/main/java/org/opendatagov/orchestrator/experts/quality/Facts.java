package org.opendatagov.orchestrator.experts.quality;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/**
 * What expectations need beyond the profile, by column name, read in one pass over the rows: figures of floating columns, and all values of
 * enumerations whose most frequent ones are not all.
 */
record Facts(Map<String, Floating> floating, Map<String, List<String>> values) {
    private static final int AT_ONCE = 100;
    private static final int LARGEST_SET = 50;
    private static final int FIGURES = 5;

    /** Counts of what is no number, and the smallest and greatest finite values as text, empty where there is none. */
    record Floating(long notANumber, long infinite, long negativeInfinite, String minimum, String maximum) {}

    static Facts of(Connection connection, DatasetProfile profile) throws SQLException {
        List<ColumnProfile> columns = profile.columns().stream()
                .filter(column -> floating(column) || listed(column))
                .toList();
        Facts facts = new Facts(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int from = 0; from < columns.size(); from += AT_ONCE) {
            facts.read(connection, columns.subList(from, Math.min(columns.size(), from + AT_ONCE)));
        }
        return facts;
    }

    private static boolean listed(ColumnProfile column) {
        return column.logicalType().equals("enum")
                && !column.privacy().personal()
                && column.distinct() <= LARGEST_SET
                && column.topValues().size() < column.distinct();
    }

    static boolean floating(ColumnProfile column) {
        return column.physicalType().equals("FLOAT") || column.physicalType().equals("DOUBLE");
    }

    /** Readers such as pandas take what is not a number for missing. */
    long notANumber(ColumnProfile column) {
        Floating found = floating.get(column.name());
        return found == null ? 0 : found.notANumber();
    }

    private void read(Connection connection, List<ColumnProfile> columns) throws SQLException {
        String expressions = String.join(
                ", ",
                columns.stream()
                        .map(column -> floating(column)
                                ? figures(Sql.identifier(column.name()))
                                : "list_sort(list(DISTINCT " + Sql.identifier(column.name()) + "))")
                        .toList());
        try (var statement = connection.prepareStatement("SELECT " + expressions + " FROM dataset");
                ResultSet row = statement.executeQuery()) {
            row.next();
            int next = 1;
            for (ColumnProfile column : columns) {
                if (floating(column)) {
                    floating.put(column.name(), figures(row, next));
                    next += FIGURES;
                } else {
                    values.put(column.name(), texts(row.getArray(next++)));
                }
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return Stream.of((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    private static String figures(String id) {
        String finite = " FILTER (isfinite(" + id + "))";
        return "count(*) FILTER (isnan(" + id + ")), count(*) FILTER (isinf(" + id + ") AND " + id
                + " > 0), count(*) FILTER (isinf(" + id + ") AND " + id + " < 0), coalesce(CAST(min(" + id + ")"
                + finite + " AS VARCHAR), ''), coalesce(CAST(max(" + id + ")" + finite + " AS VARCHAR), '')";
    }

    private static Floating figures(ResultSet row, int first) throws SQLException {
        return new Floating(
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getString(first + 3),
                row.getString(first + 4));
    }
}
