package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.report.Troubleshooting.Bottleneck;
import org.opendatagov.orchestrator.report.Troubleshooting.Diagnosis;
import org.opendatagov.orchestrator.report.Troubleshooting.Saving;
import org.opendatagov.orchestrator.report.Troubleshooting.Skew;

/** Reads what the tasks of a run say about a slow pipeline; nothing where none was asked. */
final class TroubleshootingReader {
    private static final String ANALYZE = "analyze_execution_plan";
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "info");

    private final Results results;

    private TroubleshootingReader(Results results) {
        this.results = results;
    }

    static Optional<Troubleshooting> read(Results results) {
        return results.asked(ANALYZE)
                ? Optional.of(new TroubleshootingReader(results).troubleshooting())
                : Optional.empty();
    }

    private Troubleshooting troubleshooting() {
        Map<String, Object> analysis = result(ANALYZE);
        Map<?, ?> application = Results.map(analysis, "application");
        List<Map<?, ?>> delayed = results.maps("identify_bottleneck_datasets", "delayed_pipelines");
        return new Troubleshooting(
                Results.numberIn(application, "seconds")
                        .or(() -> Results.numberIn(application, "duration").map(millis -> millis.movePointLeft(3))),
                Results.numberIn(Results.map(analysis, "expected"), "seconds"),
                Results.numberIn(analysis, "estimated_seconds"),
                diagnoses(),
                bottlenecks(),
                delayed.stream().map(job -> Results.text(job, "job")).toList(),
                Math.max(
                        delayed.size(),
                        Results.number(result("identify_bottleneck_datasets"), "delayed_count")
                                .longValue()),
                first("check_data_skew").map(TroubleshootingReader::skew),
                first("suggest_resource_optimization").map(TroubleshootingReader::saving),
                Results.texts(analysis.get("warnings")));
    }

    private Optional<Map<String, Object>> first(String action) {
        return results.of(action).stream().findFirst().map(ExpertReport::result);
    }

    private Map<String, Object> result(String action) {
        return first(action).orElse(Map.of());
    }

    private List<Diagnosis> diagnoses() {
        return results.maps(ANALYZE, "diagnoses").stream()
                .map(TroubleshootingReader::diagnosis)
                .sorted(Comparator.comparingInt((Diagnosis one) -> SEVERITIES.indexOf(one.severity()))
                        .thenComparing(
                                Comparator.comparing(Diagnosis::savedSeconds).reversed()))
                .toList();
    }

    private static Diagnosis diagnosis(Map<?, ?> told) {
        return new Diagnosis(
                Results.text(told, "cause"),
                Results.text(told, "severity"),
                Results.texts(told.get("stage_ids")),
                Results.text(told, "detail"),
                Results.text(told, "rule"),
                Results.text(told, "source"),
                told.get("advice") instanceof String one ? List.of(one) : Results.texts(told.get("advice")),
                Results.number(told, "saved_seconds"),
                Results.text(told, "saved_how"));
    }

    private List<Bottleneck> bottlenecks() {
        return results.maps("identify_bottleneck_datasets", "bottlenecks").stream()
                .map(told -> new Bottleneck(
                        Results.text(told, "dataset"),
                        Results.numberIn(told, "seconds"),
                        Results.numberIn(told, "share"),
                        told.get("partitioned") instanceof Boolean known ? Optional.of(known) : Optional.empty(),
                        Results.number(told, "fan_out").longValue()))
                .toList();
    }

    private static Skew skew(Map<String, Object> result) {
        String groups = result.containsKey("partitions") ? "partitions" : result.containsKey("files") ? "files" : "";
        Map<?, ?> layout = Results.map(result, groups);
        Map<?, ?> measure = layout.containsKey("rows") ? Results.map(layout, "rows") : Results.map(layout, "bytes");
        Map<?, ?> suggestion = Results.map(result, "suggestion");
        String granularity = Results.text(suggestion, "granularity");
        String column = Results.text(suggestion, "column");
        return new Skew(
                Results.text(result, "dataset"),
                Boolean.TRUE.equals(result.get("skewed")),
                groups,
                Results.number(layout, "count").longValue(),
                Results.numberIn(measure, "largest_tenth_share"),
                Results.maps(result.get("keys")).stream()
                        .filter(key ->
                                Boolean.TRUE.equals(Results.map(key, "rows").get("skewed")))
                        .map(key -> Results.text(key, "column"))
                        .toList(),
                granularity.isEmpty() ? column : "%s of %s".formatted(granularity, column),
                Results.text(result, "reason"));
    }

    private static Saving saving(Map<String, Object> result) {
        return new Saving(
                amount(Results.map(result, "before"), "total"),
                amount(Results.map(result, "after"), "total"),
                amount(result, "saved"),
                Results.number(result, "saved_percent"),
                Results.text(result, "currency"),
                Results.texts(result.get("assumptions")));
    }

    private static String amount(Map<?, ?> map, String member) {
        BigDecimal number = Results.number(map, member);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
