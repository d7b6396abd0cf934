package org.opendatagov.orchestrator.experts.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes checks as Great Expectations writes a validation's result; unexpected values themselves are never listed. */
final class ValidationResult {
    private ValidationResult() {}

    static Map<String, Object> of(List<Check> checks, String suite, long rows) {
        long successful = checks.stream().filter(Check::success).count();
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("evaluated_expectations", checks.size());
        statistics.put("successful_expectations", successful);
        statistics.put("unsuccessful_expectations", checks.size() - successful);
        statistics.put("success_percent", checks.isEmpty() ? 100.0 : 100.0 * successful / checks.size());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("success", successful == checks.size());
        result.put("results", checks.stream().map(check -> one(check, rows)).toList());
        result.put("suite_name", suite);
        result.put("suite_parameters", Map.of());
        result.put("statistics", statistics);
        result.put("meta", Map.of("suite_name", suite));
        return result;
    }

    private static Map<String, Object> one(Check check, long rows) {
        Expectation expectation = check.expectation();
        return one(expectation.type(), expectation.kwargs(), check.success(), figures(check, rows));
    }

    /** One expectation's result. */
    static Map<String, Object> one(
            String type, Map<String, Object> kwargs, boolean success, Map<String, Object> figures) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("success", success);
        one.put("expectation_config", Map.of("type", type, "kwargs", kwargs, "meta", Map.of()));
        one.put("result", figures);
        one.put("meta", Map.of());
        one.put("exception_info", Map.of("raised_exception", false));
        return one;
    }

    /** Counts of what was judged, never the values. */
    static Map<String, Object> figures(Check check, long rows) {
        Expectation expectation = check.expectation();
        if (expectation.type().equals("expect_table_row_count_to_be_between")) {
            return Map.of("observed_value", rows);
        }
        if (expectation.kwargs().get("column_set") instanceof List<?> columns) {
            return Map.of("observed_value", columns);
        }
        boolean completeness = expectation.type().matches("expect_column_values_to_(not_)?be_null");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("element_count", rows);
        figures.put("unexpected_count", check.unexpected());
        figures.put("unexpected_percent", (1 - check.share()) * 100);
        if (!completeness) {
            figures.put("missing_count", rows - expectation.elements());
            figures.put("missing_percent", rows == 0 ? 0.0 : 100.0 * (rows - expectation.elements()) / rows);
        }
        return figures;
    }
}
