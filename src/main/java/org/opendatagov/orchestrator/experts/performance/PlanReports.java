package org.opendatagov.orchestrator.experts.performance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;

/**
 * Answers about a plan, the text of a query, or both.
 *
 * @param ofText what the text gives away
 */
record PlanReports(Optional<PlanAnalysis> analysis, List<PlanDiagnosis> ofText, String action) {
    private static final Subject SUBJECT = new Subject(null, null, null);

    PlanReports {
        ofText = List.copyOf(ofText);
    }

    ExpertReport report() {
        Findings findings = new Findings();
        analysis.ifPresent(found -> found.findings(findings));
        tellText(findings);
        return new ExpertReport(summary(), findings.findings(), findings.evidence(), result(), context(), Map.of());
    }

    /** With what a log told: its figures come first, its context counts where both share a name. */
    ExpertReport beside(ExpertReport log) {
        ExpertReport own = report();
        List<Finding> findings = new ArrayList<>(log.findings());
        findings.addAll(own.findings());
        List<Evidence> evidence = new ArrayList<>(log.evidence());
        evidence.addAll(own.evidence());
        Map<String, Object> result = new LinkedHashMap<>(own.result());
        result.putAll(log.result());
        for (String name : List.of("diagnoses", "warnings", "rewrites")) {
            List<Object> both = new ArrayList<>(list(log.result().get(name)));
            both.addAll(list(own.result().get(name)));
            if (log.result().containsKey(name)) {
                result.put(name, both);
            }
        }
        Map<String, Object> context = new LinkedHashMap<>(own.context());
        context.putAll(log.context());
        return new ExpertReport(
                log.summary() + "; " + own.summary(), findings, evidence, result, context, log.fingerprints());
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        analysis.ifPresent(found -> result.put("plan", found.describe()));
        result.put("diagnoses", all().stream().map(PlanDiagnosis::describe).toList());
        result.put("warnings", analysis.map(found -> found.plan().notes()).orElse(List.of()));
        if (action.equals(PerformanceSchemas.SUGGEST.name())) {
            result.put("rewrites", all().stream().map(PlanReports::rewrite).toList());
        }
        result.put("saved_seconds", saved());
        return result;
    }

    private static Map<String, Object> rewrite(PlanDiagnosis found) {
        return Map.of(
                "cause", found.cause(),
                "stage_ids", List.of(),
                "node_ids", found.nodes(),
                "advice", List.of(found.advice()),
                "saved_seconds", PlanFigures.rounded(found.saved().seconds().orElse(0)));
    }

    private List<PlanDiagnosis> all() {
        List<PlanDiagnosis> all = new ArrayList<>();
        analysis.ifPresent(found -> all.addAll(found.diagnoses()));
        all.addAll(ofText);
        return all;
    }

    private BigDecimal saved() {
        return PlanFigures.rounded(analysis.map(PlanAnalysis::savedSeconds).orElse(0.0));
    }

    private void tellText(Findings findings) {
        int number = 1;
        for (PlanDiagnosis found : ofText) {
            String id = findings.evidence(
                    "sql.%s.%d".formatted(found.cause(), number++),
                    found.cause(),
                    SUBJECT,
                    found.title(),
                    found.figures());
            findings.rule(
                    found.severity(),
                    found.title(),
                    found.rule() + ".",
                    SUBJECT,
                    PlanSql.CONFIDENCE,
                    id,
                    found.advice(),
                    found.source());
        }
    }

    private String summary() {
        return analysis.map(PlanAnalysis::summary)
                .orElseGet(() -> ofText.isEmpty()
                        ? "Nothing to rewrite was found in the text of the query; its plan would tell more"
                        : "%d suggestions for the query, first %s"
                                .formatted(ofText.size(), ofText.getFirst().title()));
    }

    private Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        analysis.flatMap(PlanReports::seconds).ifPresent(seconds -> context.put("plan_seconds", seconds));
        context.put("saved_seconds", saved());
        context.put(
                "causes", all().stream().map(PlanDiagnosis::cause).distinct().toList());
        return context;
    }

    private static Optional<BigDecimal> seconds(PlanAnalysis analysis) {
        var millis = analysis.plan().figure("execution_ms");
        return millis.isPresent() ? Optional.of(PlanFigures.rounded(millis.getAsDouble() / 1000)) : Optional.empty();
    }
}
