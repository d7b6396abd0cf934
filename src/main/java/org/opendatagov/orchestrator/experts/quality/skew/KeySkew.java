package org.opendatagov.orchestrator.experts.quality.skew;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Figures;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.privacy.Masking;

/** How rows lie over the values of a column; a missing value is a key, as in a join's shuffle. */
record KeySkew(String column, Distribution rows, List<HotKey> hot) {
    private static final int HOTTEST = 5;

    /** A frequent value, masked unless its column is known to hold nothing personal. */
    record HotKey(String value, long rows, double share) {
        Map<String, Object> describe() {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("value", value);
            described.put("rows", rows);
            described.put("share", share);
            return described;
        }
    }

    static KeySkew of(Connection connection, ColumnProfile column) throws SQLException {
        String key = Sql.identifier(column.name());
        Distribution rows = distribution(connection, key);
        return new KeySkew(column.name(), rows, hottest(connection, key, column, rows.total()));
    }

    /** @param key an expression over {@code dataset} */
    static Distribution distribution(Connection connection, String key) throws SQLException {
        String sql = "SELECT n, count(*) FROM (SELECT count(*) AS n FROM dataset GROUP BY " + key + ") GROUP BY n";
        NavigableMap<Long, Long> groups = new TreeMap<>();
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                groups.put(row.getLong(1), row.getLong(2));
            }
        }
        return new Distribution(groups);
    }

    private static List<HotKey> hottest(Connection connection, String key, ColumnProfile column, long total)
            throws SQLException {
        String sql = "SELECT coalesce(CAST(" + key + " AS VARCHAR), 'null'), count(*) AS n, " + key
                + " IS NULL FROM dataset GROUP BY " + key + " ORDER BY n DESC, 1 LIMIT " + HOTTEST;
        List<HotKey> hot = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String value = row.getBoolean(3) || open(column) ? row.getString(1) : Masking.shape(row.getString(1));
                hot.add(new HotKey(value, row.getLong(2), Figures.six((double) row.getLong(2) / total)));
            }
        }
        return hot;
    }

    /** A profile keeps a minimum of columns alone whose values may leave. */
    static boolean open(ColumnProfile column) {
        return column.minimum().isPresent();
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("column", column);
        described.put("rows", rows.describe());
        described.put("hot_keys", hot.stream().map(HotKey::describe).toList());
        return described;
    }
}
