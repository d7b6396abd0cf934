package org.opendatagov.orchestrator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.report.RunReport.ColumnLine;
import org.opendatagov.orchestrator.report.RunReport.Cost;
import org.opendatagov.orchestrator.report.RunReport.CostLine;
import org.opendatagov.orchestrator.report.RunReport.DatasetShape;
import org.opendatagov.orchestrator.report.RunReport.Dependency;
import org.opendatagov.orchestrator.report.RunReport.ExpertLine;
import org.opendatagov.orchestrator.report.RunReport.Gap;
import org.opendatagov.orchestrator.report.RunReport.PersonalField;

/** Makes a report of what the tasks of a run answered, whichever workflow it was. */
final class ReportBuilder {
    private final RunRecord run;

    ReportBuilder(RunRecord run) {
        this.run = run;
    }

    RunReport build() {
        RunView view = run.run();
        List<Finding> findings = findings();
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
                view.tasks().stream().map(this::line).toList(),
                findings,
                dataset(),
                columns(),
                personal(),
                gaps(),
                cost(),
                dependencies("upstream"),
                dependencies("suggested"),
                nextSteps(findings));
    }

    private static String title(RunView view) {
        Object location = view.inputs().get("file_path");
        String words = Wording.words(view.workflow());
        String what = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return location == null ? what : what + ": " + location;
    }

    private List<Finding> findings() {
        return run.reports().values().stream()
                .flatMap(report -> report.findings().stream())
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id))
                .toList();
    }

    private ExpertLine line(TaskView task) {
        ExpertReport report = run.reports().get(task.id());
        boolean attention = report != null
                && report.findings().stream()
                        .anyMatch(finding -> finding.severity().compareTo(Severity.MEDIUM) >= 0);
        String status = task.status() == TaskState.SUCCEEDED
                ? attention ? "needs attention" : "done"
                : task.status().text();
        return new ExpertLine(task.id(), task.expert(), status, task.summary());
    }

    private List<PersonalField> personal() {
        List<PersonalField> fields = new ArrayList<>();
        for (ExpertReport report : run.reports().values()) {
            for (Map<?, ?> column : Results.maps(report, "columns")) {
                if (Results.flag(column, "personal") && column.get("classes") instanceof List<?> classes) {
                    fields.add(personal(column, classes, report));
                }
            }
        }
        return fields;
    }

    private static PersonalField personal(Map<?, ?> column, List<?> classes, ExpertReport report) {
        String name = Results.text(column, "column");
        List<String> names = classes.stream()
                .map(found -> found instanceof Map<?, ?> map ? Results.text(map, "class") : "")
                .toList();
        String remedy = report.findings().stream()
                .filter(finding -> name.equals(finding.subject().column()))
                .map(Finding::recommendation)
                .findFirst()
                .orElse("");
        return new PersonalField(name, names, Results.flag(column, "special_category"), remedy);
    }

    private List<ColumnLine> columns() {
        return maps("columns").stream()
                .filter(column -> column.containsKey("logical_type"))
                .map(column -> new ColumnLine(
                        Results.text(column, "name"),
                        Results.text(column, "logical_type"),
                        Results.text(column, "physical_type"),
                        Results.whole(column, "nulls").orElse(0L),
                        Results.whole(column, "distinct").orElse(0L),
                        Results.flag(column, "personal")))
                .toList();
    }

    private Optional<DatasetShape> dataset() {
        return run.reports().values().stream()
                .map(ExpertReport::result)
                .filter(result -> result.get("format") instanceof Map)
                .findFirst()
                .map(result -> new DatasetShape(
                        Results.whole(result, "rows").orElse(0L),
                        Results.whole(result, "bytes").orElse(0L),
                        result.get("format") instanceof Map<?, ?> format ? Results.text(format, "name") : ""));
    }

    private List<Gap> gaps() {
        return maps("rules").stream()
                .filter(rule -> !"satisfied".equals(rule.get("verdict")))
                .map(rule -> new Gap(
                        Results.text(rule, "article"),
                        Results.text(rule, "title"),
                        Results.text(rule, "verdict"),
                        Results.text(rule, "remedy")))
                .toList();
    }

    private Optional<Cost> cost() {
        return run.reports().values().stream()
                .filter(report -> report.result().containsKey("price_date"))
                .findFirst()
                .map(report -> new Cost(
                        maps("lines").stream().map(ReportBuilder::costLine).toList(),
                        Results.plain(report.result().get("total")),
                        String.valueOf(report.result().get("currency")),
                        String.valueOf(report.result().get("price_date"))));
    }

    private static CostLine costLine(Map<?, ?> line) {
        return new CostLine(
                Results.text(line, "item"),
                Results.plain(line.get("quantity")),
                Results.text(line, "unit"),
                Results.plain(line.get("unit_price")),
                Results.plain(line.get("amount")));
    }

    private List<Dependency> dependencies(String name) {
        return maps(name).stream()
                .map(edge -> new Dependency(
                        Results.text(edge, "dataset"),
                        Results.text(edge, "how"),
                        edge.get("confidence") instanceof Number number ? number.doubleValue() : 0))
                .toList();
    }

    private List<String> nextSteps(List<Finding> findings) {
        Set<String> steps = new LinkedHashSet<>();
        findings.stream()
                .map(Finding::recommendation)
                .filter(step -> !step.isBlank())
                .forEach(steps::add);
        return List.copyOf(steps);
    }

    /** The objects of a list in the results, whichever task gave it. */
    private List<Map<?, ?>> maps(String name) {
        return run.reports().values().stream()
                .flatMap(report -> Results.maps(report, name).stream())
                .toList();
    }
}
