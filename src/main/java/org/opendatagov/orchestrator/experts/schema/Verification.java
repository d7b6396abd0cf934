package org.opendatagov.orchestrator.experts.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opendatagov.orchestrator.dataset.Sql;

/** Verifies on all rows. Each question is a pass over them, so there are fewer the more rows there are. */
final class Verification {
    private static final long ROWS_IN_ALL = 60_000_000;
    private static final int MOST = 60;
    private static final int LEAST = 6;

    private final Connection connection;
    private final int most;

    Verification(Connection connection, long rows) {
        this.connection = connection;
        this.most = (int) Math.max(LEAST, Math.min(MOST, ROWS_IN_ALL / Math.max(1, rows)));
    }

    /** How many questions of one kind may be asked. */
    int most() {
        return most;
    }

    boolean unique(List<String> columns) throws SQLException {
        String sql =
                "SELECT NOT EXISTS (SELECT 1 FROM dataset GROUP BY " + identifiers(columns) + " HAVING count(*) > 1)";
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * @param groups how many different combinations of the determinants there are
     * @param dependents those that have one value, or none at all, for each of them
     */
    record Determined(long groups, List<String> dependents) {}

    Determined determined(List<String> determinants, List<String> dependents) throws SQLException {
        String inner = IntStream.range(0, dependents.size())
                .mapToObj(index -> single(Sql.identifier(dependents.get(index))) + " AS d" + index)
                .collect(Collectors.joining(", "));
        String outer = IntStream.range(0, dependents.size())
                .mapToObj(index -> "bool_and(d" + index + ")")
                .collect(Collectors.joining(", "));
        String sql = "SELECT count(*), " + outer + " FROM (SELECT " + inner + " FROM dataset GROUP BY "
                + identifiers(determinants) + ")";
        List<String> determined = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (int index = 0; index < dependents.size(); index++) {
                if (row.getBoolean(index + 2)) {
                    determined.add(dependents.get(index));
                }
            }
            return new Determined(row.getLong(1), determined);
        }
    }

    private static String single(String id) {
        return "min(" + id + ") IS NOT DISTINCT FROM max(" + id + ") AND count(" + id + ") IN (0, count(*))";
    }

    private static String identifiers(List<String> columns) {
        return columns.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }
}
