package org.opendatagov.orchestrator.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.report.RunReport.ColumnLine;
import org.opendatagov.orchestrator.report.RunReport.Dependency;
import org.opendatagov.orchestrator.report.RunReport.ExpertLine;
import org.opendatagov.orchestrator.report.RunReport.Gap;
import org.opendatagov.orchestrator.report.RunReport.Highlight;
import org.opendatagov.orchestrator.report.RunReport.PersonalField;
import org.opendatagov.orchestrator.report.RunReport.Schema;
import org.opendatagov.orchestrator.report.RunReport.TaskJudgement;
import org.springframework.util.StringUtils;

/** Makes a report of what the tasks of a run answered, whichever workflow it was. */
final class ReportBuilder {
    /** Of equal severity, in the order of the tasks and as each expert told them. */
    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity).reversed();

    private static final String DETECT = "detect_pii";
    private static final String LINEAGE = "map_dependencies";

    private final RunRecord run;
    private final Results results;

    ReportBuilder(RunRecord run) {
        this.run = run;
        this.results = new Results(run);
    }

    RunReport build() {
        RunView view = run.run();
        List<Finding> findings = findings();
        List<PersonalField> personal = personal();
        List<Gap> gaps = gaps();
        Optional<Troubleshooting> troubleshooting = TroubleshootingReader.read(results);
        Optional<Audit> audit = AuditReader.read(results);
        return new RunReport(
                view.id(),
                view.workflow(),
                view.version(),
                title(view),
                view.status().text(),
                view.partial(),
                view.reason(),
                view.inputs(),
                view.createdAt(),
                view.finishedAt(),
                highlights(view, personal, gaps, troubleshooting, audit),
                view.tasks().stream().map(this::line).toList(),
                findings,
                schema(),
                columns(),
                personal,
                gaps,
                CostSection.of(results),
                ModelCosts.of(run),
                dependencies("upstream"),
                dependencies("suggested"),
                troubleshooting,
                audit,
                judgements(view),
                nextSteps(findings));
    }

    private List<Highlight> highlights(
            RunView view,
            List<PersonalField> personal,
            List<Gap> gaps,
            Optional<Troubleshooting> troubleshooting,
            Optional<Audit> audit) {
        List<Highlight> onboarding = new Highlights(view, results)
                .of(schema(), personal, gaps, CostSection.of(results), dependencies("upstream"));
        return Stream.of(
                        onboarding.stream(),
                        troubleshooting.stream()
                                .map(TroubleshootingSections::highlights)
                                .flatMap(List::stream),
                        audit.stream().map(AuditSections::highlights).flatMap(List::stream))
                .flatMap(each -> each)
                .toList();
    }

    private static String title(RunView view) {
        Object location = Stream.of("file_path", "pipeline_id", "event_log", "scope")
                .map(view.inputs()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String what = StringUtils.capitalize(view.workflow().replace('_', ' '));
        return location == null ? what : what + ": " + location;
    }

    private List<Finding> findings() {
        return run.reports().values().stream()
                .flatMap(report -> report.findings().stream())
                .sorted(WORST_FIRST)
                .toList();
    }

    /** A status, and what is to be done next, follow from rules alone. */
    private static boolean byRule(Finding finding) {
        return finding.source() == FindingSource.RULE;
    }

    private List<TaskJudgement> judgements(RunView view) {
        return view.tasks().stream()
                .flatMap(task -> Optional.ofNullable(run.reports().get(task.id())).stream()
                        .flatMap(report -> report.judgement().stream())
                        .map(judgement -> new TaskJudgement(task.id(), task.expert(), judgement)))
                .toList();
    }

    private ExpertLine line(TaskView task) {
        boolean attention = Optional.ofNullable(run.reports().get(task.id())).stream()
                .flatMap(report -> report.findings().stream())
                .anyMatch(finding -> byRule(finding) && finding.severity().compareTo(Severity.MEDIUM) >= 0);
        String succeeded = attention ? "needs attention" : "done";
        String status =
                task.status() == TaskState.SUCCEEDED ? succeeded : task.status().text();
        return new ExpertLine(task.id(), task.expert(), status, task.summary());
    }

    private Optional<Schema> schema() {
        return results.of("analyze_schema").stream().findFirst().map(report -> {
            Map<String, Object> result = report.result();
            List<String> key = Results.maps(result.get("keys")).stream()
                    .findFirst()
                    .map(found -> Results.texts(found.get("columns")))
                    .orElse(List.of());
            String format = result.get("format") instanceof Map<?, ?> map ? Results.text(map, "name") : "";
            return new Schema(
                    format,
                    Results.number(result, "rows").longValue(),
                    Results.maps(result.get("columns")).size(),
                    key);
        });
    }

    private List<ColumnLine> columns() {
        return results.maps("analyze_schema", "columns").stream()
                .map(column -> new ColumnLine(
                        Results.text(column, "name"),
                        Results.text(column, "logical_type"),
                        Results.text(column, "physical_type"),
                        Results.number(column, "nulls").longValue(),
                        Results.number(column, "distinct").longValue()))
                .toList();
    }

    private List<PersonalField> personal() {
        Map<String, String> masking = masking();
        return results.maps(DETECT, "columns").stream()
                .filter(column -> Boolean.TRUE.equals(column.get("personal")))
                .map(column -> new PersonalField(
                        Results.text(column, "column"),
                        Results.maps(column.get("classes")).stream()
                                .map(found -> Results.text(found, "class"))
                                .toList(),
                        Boolean.TRUE.equals(column.get("special_category")),
                        masking.getOrDefault(Results.text(column, "column"), "")))
                .toList();
    }

    /** What security recommends, by column. */
    private Map<String, String> masking() {
        Map<String, String> masking = new LinkedHashMap<>();
        for (ExpertReport report : results.of(DETECT)) {
            for (Finding finding : report.findings()) {
                if (byRule(finding) && finding.subject().column() != null) {
                    masking.putIfAbsent(finding.subject().column(), finding.recommendation());
                }
            }
        }
        return masking;
    }

    private List<Gap> gaps() {
        return results.maps("validate_gdpr", "rules").stream()
                .filter(rule -> Set.of("violated", "needs_evidence").contains(Results.text(rule, "verdict")))
                .map(rule -> new Gap(
                        Results.text(rule, "id"),
                        Results.text(rule, "article"),
                        Results.text(rule, "title"),
                        Results.text(rule, "verdict"),
                        Results.text(rule, "reason"),
                        Results.text(rule, "remedy")))
                .sorted(Comparator.comparing(gap -> !gap.verdict().equals("violated")))
                .toList();
    }

    private List<Dependency> dependencies(String member) {
        return results.maps(LINEAGE, member).stream()
                .map(edge -> new Dependency(
                        Results.text(edge, "dataset"),
                        Results.text(edge, "how"),
                        Results.number(edge, "confidence").doubleValue(),
                        Results.texts(edge.get("columns"))))
                .toList();
    }

    private static List<String> nextSteps(List<Finding> findings) {
        Set<String> steps = new LinkedHashSet<>();
        findings.stream()
                .filter(ReportBuilder::byRule)
                .map(Finding::recommendation)
                .filter(step -> !step.isBlank())
                .forEach(steps::add);
        return List.copyOf(steps);
    }
}
