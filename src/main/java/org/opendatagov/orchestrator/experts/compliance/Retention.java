package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/**
 * How one dataset keeps its period.
 *
 * @param proposed whether the date column was proposed, and not declared
 * @param ages absent where nothing was counted
 * @param partitions those that are past the period as a whole, the first of them
 * @param candidates columns that could age its records
 */
record Retention(
        RetentionStatus status,
        String reason,
        Optional<String> period,
        Optional<String> column,
        boolean proposed,
        Optional<Ages> ages,
        List<String> partitions,
        List<String> candidates) {
    Retention {
        partitions = List.copyOf(partitions);
        candidates = List.copyOf(candidates);
    }

    static Retention undeclared(Declarations declared) {
        return uncounted(RetentionStatus.UNDECLARED, "No retention period is declared.", declared);
    }

    static Retention unread(Declarations declared, String why) {
        return uncounted(RetentionStatus.UNDETERMINED, "Its data cannot be read: " + why, declared);
    }

    private static Retention uncounted(RetentionStatus status, String reason, Declarations declared) {
        return new Retention(
                status,
                reason,
                declared.retention(),
                declared.retentionColumn(),
                false,
                Optional.empty(),
                List.of(),
                List.of());
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("status", status.text());
        described.put("reason", reason);
        period.ifPresent(value -> described.put("retention", value));
        column.ifPresent(value -> described.put("retention_column", value));
        described.put("proposed", proposed);
        ages.ifPresent(counted -> {
            described.put("cutoff", counted.cutoff().toLocalDate().toString());
            described.put("rows", counted.rows());
            described.put("dated", counted.dated());
            described.put("expired", counted.expired());
            if (counted.expired() > 0) {
                described.put("deletion_predicate", counted.predicate());
            }
        });
        described.put("partitions_to_delete", partitions);
        described.put("date_columns", candidates);
        return described;
    }

    void report(String location, Findings findings) {
        Subject subject = Subject.ofDataset(location);
        Map<String, Object> figures =
                new LinkedHashMap<>(ages.map(Ages::figures).orElse(Map.of()));
        figures.put("status", status.text());
        String id = findings.evidence("retention." + location, "retention", subject, reason, figures);
        switch (status) {
            case VIOLATED ->
                findings.rule(
                        Severity.HIGH,
                        "Records of '%s' are kept past their period".formatted(location),
                        reason,
                        subject,
                        proposed ? 0.7 : 1,
                        id,
                        "Delete from '%s' where %s%s"
                                .formatted(
                                        location,
                                        ages.map(Ages::predicate).orElse(""),
                                        partitions.isEmpty()
                                                ? ""
                                                : "; whole partitions: " + String.join(", ", partitions)),
                        "GDPR Art. 5(1)(e)");
            case UNDECLARED ->
                findings.rule(
                        Severity.HIGH,
                        "No retention period is declared for '%s'".formatted(location),
                        reason,
                        subject,
                        1,
                        id,
                        "Declare the period of '%s' (retention) and the date column that ages its records (retention_column%s)."
                                .formatted(location, candidates.isEmpty() ? "" : ", perhaps " + candidates.getFirst()),
                        "GDPR Art. 5(1)(e)");
            case UNDETERMINED ->
                findings.rule(
                        Severity.MEDIUM,
                        "Whether '%s' keeps its period cannot be told".formatted(location),
                        reason,
                        subject,
                        1,
                        id,
                        "Declare a date column that ages the records of '%s' (retention_column), and let the service read its data."
                                .formatted(location),
                        "GDPR Art. 5(1)(e)");
            case COMPLIANT -> {
                // What is in order is evidence, and no finding.
            }
        }
    }
}
