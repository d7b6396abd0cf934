package org.opendatagov.orchestrator.experts.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/**
 * Different rows of a dataset, chosen by their hash, so that the same content gives the same sample; values as numbers that are equal
 * where the values are, null being one of them. Two rows that contradict a key or a dependency here contradict it in the dataset.
 */
final class Sample {
    /** Of 50,000 rows, 1.25 × 10⁹ pairs: determinants of up to a million groups show a thousand pairs that can contradict. */
    private static final int ROWS = 50_000;

    private static final int FEW = 5_000;

    private final List<ColumnProfile> columns;
    private final List<int[]> codes;
    private final int rows;
    private final long different;

    private Sample(List<ColumnProfile> columns, List<int[]> codes, int rows, long different) {
        this.columns = columns;
        this.codes = codes;
        this.rows = rows;
        this.different = different;
    }

    /**
     * @param key a column that tells all rows apart, where there is one; else rows that agree in all columns count once
     * @param different how many different rows there are
     */
    static Sample of(Connection connection, List<ColumnProfile> columns, Optional<String> key, long different)
            throws SQLException {
        if (columns.isEmpty()) {
            return new Sample(columns, List.of(), 0, different);
        }
        long oneOf = Math.ceilDiv(different, ROWS);
        Sample sample = read(connection, columns, key, oneOf, different);
        while (sample.rows < FEW && oneOf > 1) {
            oneOf = Math.max(1, oneOf / 10);
            sample = read(connection, columns, key, oneOf, different);
        }
        return sample;
    }

    private static Sample read(
            Connection connection, List<ColumnProfile> columns, Optional<String> key, long oneOf, long different)
            throws SQLException {
        String hashes = columns.stream()
                .map(column -> "CAST(hash(" + Sql.identifier(column.name()) + ") >> 1 AS BIGINT)")
                .collect(Collectors.joining(", "));
        String all =
                columns.stream().map(column -> Sql.identifier(column.name())).collect(Collectors.joining(", "));
        String chosen = "hash(" + key.map(Sql::identifier).orElse(all) + ") % " + oneOf + " = 0";
        String sql = "SELECT " + (key.isPresent() ? "" : "DISTINCT ") + hashes + " FROM dataset WHERE " + chosen;
        List<List<Integer>> codes = new ArrayList<>();
        List<Map<Long, Integer>> dictionaries = new ArrayList<>();
        columns.forEach(column -> {
            codes.add(new ArrayList<>());
            dictionaries.add(new HashMap<>());
        });
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                for (int index = 0; index < columns.size(); index++) {
                    Map<Long, Integer> dictionary = dictionaries.get(index);
                    codes.get(index).add(dictionary.computeIfAbsent(row.getLong(index + 1), hash -> dictionary.size()));
                }
            }
        }
        List<int[]> arrays = codes.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int rows = arrays.getFirst().length;
        return new Sample(columns, arrays, rows, oneOf == 1 ? rows : different);
    }

    List<ColumnProfile> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** How many different rows the dataset has, at most. */
    long different() {
        return different;
    }

    /** All rows as one group. */
    Groups whole() {
        return new Groups(new int[rows], Math.min(1, rows));
    }

    /** Groups split by a column's values. */
    Groups split(Groups groups, int column) {
        return groups.split(codes.get(column));
    }

    /** Whether each group has one value of the column. */
    boolean determined(Groups groups, int column) {
        return groups.determine(codes.get(column));
    }

    /** Share of the rows that have the column's most frequent value: the chance that two rows agree is at most that. */
    double dominance(int column) {
        int[] counts = new int[rows];
        for (int code : codes.get(column)) {
            counts[code]++;
        }
        return (double) IntStream.of(counts).max().orElse(0) / Math.max(1, rows);
    }
}
