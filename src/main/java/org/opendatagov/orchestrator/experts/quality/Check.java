package org.opendatagov.orchestrator.experts.quality;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An expectation and how many rows contradict it. */
record Check(Expectation expectation, long rows, long unexpected) {
    private static final int AT_ONCE = 100;

    boolean success() {
        return rows == 0 || unexpected <= 0 || 1 - (double) unexpected / rows >= expectation.mostly();
    }

    /** Runs all expectations, many in one pass over the rows. */
    static List<Check> all(Connection connection, List<Expectation> expectations, long rows) throws SQLException {
        List<Check> checks = new ArrayList<>();
        for (int from = 0; from < expectations.size(); from += AT_ONCE) {
            List<Expectation> some = expectations.subList(from, Math.min(expectations.size(), from + AT_ONCE));
            String sql = "SELECT "
                    + String.join(
                            ", ", some.stream().map(Expectation::unexpected).toList()) + ", count(*) FROM dataset";
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                for (int index = 0; index < some.size(); index++) {
                    checks.add(new Check(some.get(index), rows, row.getLong(index + 1)));
                }
            }
        }
        return checks;
    }

    /** The result as Great Expectations writes it. */
    static Map<String, Object> result(List<Check> checks, String suite) {
        long successful = checks.stream().filter(Check::success).count();
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("evaluated_expectations", checks.size());
        statistics.put("successful_expectations", successful);
        statistics.put("unsuccessful_expectations", checks.size() - successful);
        statistics.put("success_percent", checks.isEmpty() ? 100.0 : 100.0 * successful / checks.size());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("success", successful == checks.size());
        result.put("results", checks.stream().map(Check::describe).toList());
        result.put("statistics", statistics);
        result.put("meta", Map.of("suite_name", suite));
        return result;
    }

    private Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("success", success());
        described.put("expectation_config", Map.of("type", expectation.type(), "kwargs", expectation.kwargs()));
        described.put(
                "result",
                Map.of(
                        "element_count",
                        rows,
                        "unexpected_count",
                        Math.max(0, unexpected),
                        "unexpected_percent",
                        rows == 0 ? 0.0 : 100.0 * Math.max(0, unexpected) / rows));
        return described;
    }
}
