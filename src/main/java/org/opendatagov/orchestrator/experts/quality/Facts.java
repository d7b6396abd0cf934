package org.opendatagov.orchestrator.experts.quality;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/** What expectations need beyond the profile, by column name: figures of floating columns, counted in one pass over the rows. */
record Facts(Map<String, Floating> floating) {
    private static final int AT_ONCE = 100;

    /** Counts of what is no number, and the smallest and greatest finite values as text, empty where there is none. */
    record Floating(long notANumber, long infinite, long negativeInfinite, String minimum, String maximum) {}

    static Facts of(Connection connection, DatasetProfile profile) throws SQLException {
        List<ColumnProfile> columns =
                profile.columns().stream().filter(Facts::floating).toList();
        Map<String, Floating> floating = new LinkedHashMap<>();
        for (int from = 0; from < columns.size(); from += AT_ONCE) {
            count(connection, columns.subList(from, Math.min(columns.size(), from + AT_ONCE)), floating);
        }
        return new Facts(floating);
    }

    static boolean floating(ColumnProfile column) {
        return column.physicalType().equals("FLOAT") || column.physicalType().equals("DOUBLE");
    }

    /** Readers such as pandas take what is not a number for missing. */
    long notANumber(ColumnProfile column) {
        Floating figures = floating.get(column.name());
        return figures == null ? 0 : figures.notANumber();
    }

    private static void count(Connection connection, List<ColumnProfile> columns, Map<String, Floating> floating)
            throws SQLException {
        String figures = String.join(
                ", ",
                columns.stream()
                        .map(column -> figures(Sql.identifier(column.name())))
                        .toList());
        try (var statement = connection.prepareStatement("SELECT " + figures + " FROM dataset");
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (int index = 0; index < columns.size(); index++) {
                floating.put(columns.get(index).name(), read(row, 5 * index));
            }
        }
    }

    private static String figures(String id) {
        String finite = " FILTER (isfinite(" + id + "))";
        return "count(*) FILTER (isnan(" + id + ")), count(*) FILTER (isinf(" + id + ") AND " + id
                + " > 0), count(*) FILTER (isinf(" + id + ") AND " + id + " < 0), coalesce(CAST(min(" + id + ")"
                + finite + " AS VARCHAR), ''), coalesce(CAST(max(" + id + ")" + finite + " AS VARCHAR), '')";
    }

    private static Floating read(ResultSet row, int before) throws SQLException {
        return new Floating(
                row.getLong(before + 1),
                row.getLong(before + 2),
                row.getLong(before + 3),
                row.getString(before + 4),
                row.getString(before + 5));
    }
}
