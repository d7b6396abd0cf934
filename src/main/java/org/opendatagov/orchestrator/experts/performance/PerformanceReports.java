package org.opendatagov.orchestrator.experts.performance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.spark.EventLog;
import org.opendatagov.orchestrator.spark.Executor;
import org.opendatagov.orchestrator.spark.Job;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.SqlExecution;
import org.opendatagov.orchestrator.spark.Stage;

/** Writes the reports of the expert's actions. */
final class PerformanceReports {
    private final EventLog log;
    private final Analysis analysis;
    private final Optional<Long> expected;

    PerformanceReports(EventLog log, Analysis analysis, Optional<Long> expected) {
        this.log = log;
        this.analysis = analysis;
        this.expected = expected;
    }

    ExpertReport analyze() {
        SparkApplication application = analysis.application();
        Map<String, Object> result = common(analysis);
        result.put("stages", application.stages().stream().map(Stage::describe).toList());
        result.put(
                "executors",
                application.executors().stream().map(Executor::describe).toList());
        result.put("jobs", application.jobs().stream().map(Job::describe).toList());
        result.put("sql", application.sql().stream().map(SqlExecution::describe).toList());
        result.put("inputs", new SharedContext(analysis).inputs());
        result.put("configuration", application.configuration().shown());
        return report(analysis, result, new SharedContext(analysis).values());
    }

    ExpertReport suggest() {
        Analysis queries = analysis.ofQueries();
        Map<String, Object> result = common(queries);
        result.put(
                "rewrites",
                queries.diagnoses().stream().map(PerformanceReports::rewrite).toList());
        return report(queries, result, Map.of("rewrites", queries.causes()));
    }

    private static Map<String, Object> rewrite(Diagnosis diagnosis) {
        return Map.of(
                "cause", diagnosis.cause().text(),
                "stage_ids", diagnosis.stageIds(),
                "advice", diagnosis.advice(),
                "saved_seconds", diagnosis.savedSeconds());
    }

    ExpertReport tune() {
        Analysis resources = analysis.ofResources();
        Map<String, Object> result = common(resources);
        Map<String, Object> settings = new LinkedHashMap<>();
        resources.settings().forEach((key, value) -> settings.put(key, setting(key, value, resources)));
        result.put("settings", settings);
        return report(resources, result, Map.of("suggested_settings", resources.settings()));
    }

    private Map<String, Object> setting(String key, String value, Analysis resources) {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("value", value);
        setting.put(
                "current",
                Optional.ofNullable(
                                analysis.application().configuration().shown().get(key))
                        .orElse(""));
        setting.put(
                "because",
                resources.diagnoses().stream()
                        .filter(diagnosis -> diagnosis.settings().containsKey(key))
                        .map(diagnosis -> diagnosis.cause().text())
                        .distinct()
                        .toList());
        return setting;
    }

    private Map<String, Object> common(Analysis told) {
        Map<String, Object> result = new LinkedHashMap<>();
        Map<String, Object> application =
                new LinkedHashMap<>(analysis.application().describe());
        application.put("location", log.location());
        result.put("application", application);
        result.put(
                "diagnoses", told.diagnoses().stream().map(Diagnosis::describe).toList());
        result.put("warnings", analysis.application().log().warnings());
        expected.ifPresent(millis -> result.put("expected", expected(millis, told)));
        result.put("saved_seconds", told.savedSeconds());
        result.put("estimated_seconds", told.seconds() - told.savedSeconds());
        return result;
    }

    private Map<String, Object> expected(long millis, Analysis told) {
        Map<String, Object> expectation = new LinkedHashMap<>();
        expectation.put("seconds", millis / 1000.0);
        expectation.put("actual_seconds", told.seconds());
        expectation.put("ratio", told.seconds() * 1000 / millis);
        expectation.put("met", told.seconds() * 1000 <= millis);
        expectation.put("met_after_advice", (told.seconds() - told.savedSeconds()) * 1000 <= millis);
        return expectation;
    }

    private ExpertReport report(Analysis told, Map<String, Object> result, Map<String, Object> context) {
        Findings findings = new Findings();
        Subject subject = Subject.ofJob(analysis.application().name());
        late(findings, subject);
        incomplete(findings, subject);
        int number = 1;
        for (Diagnosis diagnosis : told.diagnoses()) {
            add(diagnosis, number++, findings, subject);
        }
        return new ExpertReport(
                summary(told), findings.findings(), findings.evidence(), result, context, log.fingerprints());
    }

    private static void add(Diagnosis diagnosis, int number, Findings findings, Subject subject) {
        String id = findings.evidence(
                "%s.%d".formatted(diagnosis.cause().text(), number),
                diagnosis.cause().text(),
                subject,
                diagnosis.detail(),
                diagnosis.figures());
        findings.rule(
                diagnosis.severity(),
                diagnosis.cause().title(),
                diagnosis.detail(),
                subject,
                0.9,
                id,
                String.join(" ", diagnosis.advice()),
                diagnosis.rule() + " (" + diagnosis.source() + ")");
    }

    private void late(Findings findings, Subject subject) {
        double ratio = expected.map(millis -> analysis.application().duration() / (double) millis)
                .orElse(0.0);
        if (ratio <= 1) {
            return;
        }
        String detail = "It took %s and should take %s."
                .formatted(Sizes.seconds(analysis.application().duration()), Sizes.seconds(expected.orElse(0L)));
        String id = findings.evidence("duration", "duration", subject, detail, Map.of("ratio", ratio));
        findings.rule(
                ratio >= 2 ? Severity.HIGH : Severity.MEDIUM,
                "It takes longer than expected",
                detail,
                subject,
                1,
                id,
                "Follow the advice on the causes, the most severe first.",
                "expected_duration as given");
    }

    private void incomplete(Findings findings, Subject subject) {
        List<String> warnings = analysis.application().log().warnings();
        if (warnings.isEmpty()) {
            return;
        }
        String detail = String.join(" ", warnings);
        String id = findings.evidence(
                "log",
                "log",
                subject,
                detail,
                Map.of("events", analysis.application().log().events()));
        findings.rule(Severity.INFO, "The log is not whole", detail, subject, 1, id, "", "the log itself");
    }

    private String summary(Analysis told) {
        String took = "%s took %s"
                .formatted(name(), Sizes.seconds(analysis.application().duration()));
        if (told.diagnoses().isEmpty()) {
            return took + "; no cause for more time than needed was found";
        }
        String causes = String.join(", ", told.causes().stream().limit(4).toList());
        return told.savedSeconds() > 0
                ? "%s: %s; about %s can be saved".formatted(took, causes, Sizes.seconds(told.savedSeconds() * 1000))
                : "%s: %s".formatted(took, causes);
    }

    private String name() {
        String name = analysis.application().name();
        return name.isBlank() ? "The application" : name.replaceAll("\\s+", " ");
    }
}
