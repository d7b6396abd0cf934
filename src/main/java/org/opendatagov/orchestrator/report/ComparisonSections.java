package org.opendatagov.orchestrator.report;

import static org.opendatagov.orchestrator.report.Section.cells;
import static org.opendatagov.orchestrator.report.Section.heads;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opendatagov.orchestrator.report.RunComparison.Side;
import org.opendatagov.orchestrator.report.RunComparison.TaskFinding;
import org.opendatagov.orchestrator.report.RunComparison.TaskPair;
import org.opendatagov.orchestrator.report.RunComparison.TaskSide;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;

/** A comparison as sections for any form: the runs, the tasks, the findings that differ. */
final class ComparisonSections {
    private static final String NONE = "–";

    private final RunComparison comparison;

    private ComparisonSections(RunComparison comparison) {
        this.comparison = comparison;
    }

    static List<Section> of(RunComparison comparison) {
        ComparisonSections sections = new ComparisonSections(comparison);
        return List.of(sections.runs(), sections.tasks(), sections.findings()).stream()
                .filter(section -> !section.isEmpty())
                .toList();
    }

    private Section runs() {
        return Section.table(
                "Runs",
                heads("", "First", "Second"),
                List.of(
                        both("Run", side -> side.id().toString()),
                        both("Workflow", side -> side.workflow() + " version " + side.version()),
                        both("Status", Side::status),
                        both("Made", side -> Plain.time(side.createdAt())),
                        both("Seconds", side -> seconds(side.seconds())),
                        both("Models, USD", side -> usd(side.costUsd())),
                        both("Tokens in", side -> Plain.count(side.inputTokens())),
                        both("Tokens out", side -> Plain.count(side.outputTokens()))));
    }

    private List<Cell> both(String name, Function<Side, String> member) {
        return cells(name, member.apply(comparison.first()), member.apply(comparison.second()));
    }

    private Section tasks() {
        return Section.table(
                "Tasks",
                List.of(
                        Head.text("Task"),
                        Head.text("Status"),
                        Head.text("Result"),
                        Head.figure("Seconds"),
                        Head.figure("USD"),
                        Head.figure("Tokens"),
                        Head.text("Model"),
                        Head.text("Prompt")),
                comparison.tasks().stream().map(ComparisonSections::task).toList());
    }

    private static List<Cell> task(TaskPair pair) {
        return cells(
                pair.id(),
                change(pair, TaskSide::status),
                result(pair),
                change(pair, side -> seconds(side.seconds())),
                change(pair, side -> usd(side.costUsd())),
                change(pair, side -> Plain.count(side.inputTokens() + side.outputTokens())),
                change(pair, side -> names(side.models())),
                change(pair, side -> names(side.prompts())));
    }

    private static String result(TaskPair pair) {
        boolean none = pair.first().flatMap(TaskSide::resultHash).isEmpty()
                && pair.second().flatMap(TaskSide::resultHash).isEmpty();
        if (none) {
            return NONE;
        }
        return pair.sameResult() ? "same" : "differs";
    }

    private static String change(TaskPair pair, Function<TaskSide, String> member) {
        String before = pair.first().map(member).orElse("not there");
        String after = pair.second().map(member).orElse("not there");
        return before.equals(after) ? before : before + " → " + after;
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? NONE : String.join(", ", names);
    }

    private static String seconds(Optional<Double> seconds) {
        return seconds.map(value -> Plain.quantity(BigDecimal.valueOf(value).toPlainString()))
                .orElse(NONE);
    }

    private static String usd(BigDecimal usd) {
        return usd.signum() == 0 ? "0" : usd.stripTrailingZeros().toPlainString();
    }

    private Section findings() {
        List<List<Cell>> rows = new ArrayList<>();
        comparison.findings().onlyFirst().forEach(told -> rows.add(finding(told, "only in the first")));
        comparison.findings().onlySecond().forEach(told -> rows.add(finding(told, "only in the second")));
        comparison
                .findings()
                .changed()
                .forEach(changed -> rows.add(cells(
                        changed.task(), changed.finding().title(), changed.from() + " → " + changed.to(), "in both")));
        return new Section(
                "Findings that differ",
                heads("Task", "Finding", "Severity", "Where"),
                rows,
                List.of("In both runs with equal severity: "
                        + comparison.findings().same() + "."));
    }

    private static List<Cell> finding(TaskFinding told, String where) {
        return cells(
                told.task(), told.finding().title(), told.finding().severity().text(), where);
    }
}
