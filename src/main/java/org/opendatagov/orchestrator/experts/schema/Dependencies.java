package org.opendatagov.orchestrator.experts.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/**
 * Functional dependencies with one determinant: candidates on the first rows in file order, each verified on all rows. A determinant must
 * repeat (each of its values twice at the mean), else it determines everything by chance; constants and keys tell nothing.
 */
final class Dependencies {
    private static final int SAMPLE = 20_000;
    private static final int COLUMNS = 40;

    /** A dependency that holds on all rows. */
    record Dependency(String determinant, String dependent) {}

    private Dependencies() {}

    static List<Dependency> find(Connection connection, DatasetProfile profile) throws SQLException {
        List<ColumnProfile> columns = profile.columns().stream()
                .filter(column -> column.distinct() > 1 && !column.logicalType().equals("nested"))
                .limit(COLUMNS)
                .toList();
        List<ColumnProfile> determinants = columns.stream()
                .filter(column -> column.nulls() == 0 && column.distinct() * 2 <= profile.rows())
                .toList();
        List<Dependency> candidates = candidates(connection, columns, determinants);
        return verified(connection, candidates);
    }

    private static List<Dependency> candidates(
            Connection connection, List<ColumnProfile> columns, List<ColumnProfile> determinants) throws SQLException {
        List<Dependency> candidates = new ArrayList<>();
        for (ColumnProfile determinant : determinants) {
            List<ColumnProfile> dependents = columns.stream()
                    .filter(column ->
                            !column.name().equals(determinant.name()) && column.distinct() <= determinant.distinct())
                    .toList();
            candidates.addAll(holding(
                    connection,
                    determinant.name(),
                    dependents.stream().map(ColumnProfile::name).toList(),
                    "(SELECT * FROM dataset LIMIT " + SAMPLE + ")"));
        }
        return candidates;
    }

    private static List<Dependency> verified(Connection connection, List<Dependency> candidates) throws SQLException {
        Map<String, List<String>> byDeterminant = new java.util.LinkedHashMap<>(new HashMap<>());
        candidates.forEach(candidate -> byDeterminant
                .computeIfAbsent(candidate.determinant(), name -> new ArrayList<>())
                .add(candidate.dependent()));
        List<Dependency> holding = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : byDeterminant.entrySet()) {
            holding.addAll(holding(connection, entry.getKey(), entry.getValue(), "dataset"));
        }
        return holding;
    }

    /** Which dependents have one value (or none) for each value of the determinant. */
    private static List<Dependency> holding(
            Connection connection, String determinant, List<String> dependents, String from) throws SQLException {
        if (dependents.isEmpty()) {
            return List.of();
        }
        StringBuilder inner = new StringBuilder();
        StringBuilder outer = new StringBuilder();
        for (int index = 0; index < dependents.size(); index++) {
            String name = Sql.identifier(dependents.get(index));
            inner.append(", min(")
                    .append(name)
                    .append(") IS NOT DISTINCT FROM max(")
                    .append(name)
                    .append(") AND count(")
                    .append(name)
                    .append(") IN (0, count(*)) AS d")
                    .append(index);
            outer.append(index == 0 ? "" : ", ")
                    .append("bool_and(d")
                    .append(index)
                    .append(")");
        }
        List<Dependency> holding = new ArrayList<>();
        String sql = "SELECT " + outer + " FROM (SELECT 1" + inner + " FROM " + from + " GROUP BY "
                + Sql.identifier(determinant) + ")";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (int index = 0; index < dependents.size(); index++) {
                if (row.getBoolean(index + 1)) {
                    holding.add(new Dependency(determinant, dependents.get(index)));
                }
            }
        }
        return holding;
    }
}
