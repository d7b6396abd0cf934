package org.opendatagov.orchestrator.experts.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/**
 * Minimal candidate keys: single columns from the profile, then pairs and triples, each verified on all rows. Floating numbers and
 * long free text are no keys; the search for composed ones is bounded, and says so.
 */
final class Keys {
    private static final int COMPOSED_COLUMNS = 8;
    private static final int CHECKS = 60;

    private final Connection connection;
    private final DatasetProfile profile;
    private final List<List<String>> keys = new ArrayList<>();
    private int checks;

    private Keys(Connection connection, DatasetProfile profile) {
        this.connection = connection;
        this.profile = profile;
    }

    static List<List<String>> find(Connection connection, DatasetProfile profile) throws SQLException {
        return new Keys(connection, profile).find();
    }

    private List<List<String>> find() throws SQLException {
        if (profile.rows() < 2) {
            return List.of();
        }
        profile.columns().stream()
                .filter(column -> usable(column) && column.distinct() == profile.rows())
                .forEach(column -> keys.add(List.of(column.name())));
        if (keys.isEmpty()) {
            composed(2);
            composed(3);
        }
        return List.copyOf(keys);
    }

    private static boolean usable(ColumnProfile column) {
        boolean fits = switch (column.logicalType()) {
            case "nested", "empty", "boolean", "json" -> false;
            case "decimal" ->
                column.physicalType().startsWith("DECIMAL")
                        || column.physicalType().equals("VARCHAR");
            default -> true;
        };
        return fits && column.nulls() == 0;
    }

    private void composed(int size) throws SQLException {
        List<ColumnProfile> columns = profile.columns().stream()
                .filter(column -> usable(column) && column.distinct() > 1)
                .sorted(Comparator.comparingLong(ColumnProfile::distinct)
                        .reversed()
                        .thenComparingInt(ColumnProfile::position))
                .limit(COMPOSED_COLUMNS)
                .toList();
        combine(columns, size, 0, new ArrayList<>());
    }

    private void combine(List<ColumnProfile> columns, int size, int from, List<ColumnProfile> chosen)
            throws SQLException {
        if (chosen.size() == size) {
            verify(chosen);
            return;
        }
        for (int index = from; index < columns.size() && checks < CHECKS; index++) {
            chosen.add(columns.get(index));
            combine(columns, size, index + 1, chosen);
            chosen.removeLast();
        }
    }

    private void verify(List<ColumnProfile> chosen) throws SQLException {
        List<String> names = chosen.stream()
                .sorted(Comparator.comparingInt(ColumnProfile::position))
                .map(ColumnProfile::name)
                .toList();
        double combinations =
                chosen.stream().mapToDouble(ColumnProfile::distinct).reduce(1, (a, b) -> a * b);
        boolean minimal = keys.stream().noneMatch(names::containsAll);
        if (minimal && combinations >= profile.rows() && unique(names)) {
            keys.add(names);
        }
    }

    private boolean unique(List<String> names) throws SQLException {
        checks++;
        String columns = String.join(", ", names.stream().map(Sql::identifier).toList());
        try (var statement = connection.prepareStatement(
                        "SELECT NOT EXISTS (SELECT 1 FROM dataset GROUP BY " + columns + " HAVING count(*) > 1)");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
