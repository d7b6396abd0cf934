package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.report.RunReport.Cost;
import org.opendatagov.orchestrator.report.RunReport.CostLine;
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
                personal(),
                gaps(),
                cost(),
                dependencies("upstream"),
                dependencies("suggested"),
                nextSteps(findings));
    }

    private static String title(RunView view) {
        Object location = view.inputs().get("file_path");
        String what = view.workflow().replace('_', ' ');
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
        for (Map<?, ?> column : maps("columns")) {
            if (Boolean.TRUE.equals(column.get("personal")) && column.get("classes") instanceof List<?> classes) {
                List<String> names = classes.stream()
                        .map(found -> found instanceof Map<?, ?> map ? String.valueOf(map.get("class")) : "")
                        .toList();
                fields.add(new PersonalField(
                        text(column, "column"), names, Boolean.TRUE.equals(column.get("special_category"))));
            }
        }
        return fields;
    }

    private List<Gap> gaps() {
        return maps("rules").stream()
                .filter(rule -> !"satisfied".equals(rule.get("verdict")))
                .map(rule -> new Gap(
                        text(rule, "article"), text(rule, "title"), text(rule, "verdict"), text(rule, "remedy")))
                .toList();
    }

    private Optional<Cost> cost() {
        return run.reports().values().stream()
                .filter(report -> report.result().containsKey("price_date"))
                .findFirst()
                .map(report -> new Cost(
                        maps("lines").stream().map(ReportBuilder::costLine).toList(),
                        plain(report.result().get("total")),
                        String.valueOf(report.result().get("currency")),
                        String.valueOf(report.result().get("price_date"))));
    }

    private static CostLine costLine(Map<?, ?> line) {
        return new CostLine(
                text(line, "item"),
                plain(line.get("quantity")),
                text(line, "unit"),
                plain(line.get("unit_price")),
                plain(line.get("amount")));
    }

    private static String plain(@Nullable Object number) {
        return number == null
                ? ""
                : new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    private List<Dependency> dependencies(String name) {
        return maps(name).stream()
                .map(edge -> new Dependency(
                        text(edge, "dataset"),
                        text(edge, "how"),
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
        List<Map<?, ?>> maps = new ArrayList<>();
        for (ExpertReport report : run.reports().values()) {
            if (report.result().get(name) instanceof List<?> list) {
                list.forEach(item -> {
                    if (item instanceof Map<?, ?> map) {
                        maps.add(map);
                    }
                });
            }
        }
        return maps;
    }

    private static String text(Map<?, ?> map, String name) {
        Object value = map.get(name);
        return value == null ? "" : String.valueOf(value);
    }
}
