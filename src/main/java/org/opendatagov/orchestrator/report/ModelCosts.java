package org.opendatagov.orchestrator.report;

import static org.opendatagov.orchestrator.report.Section.cells;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.engine.RunAlert;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.TaskCost;
import org.opendatagov.orchestrator.report.RunReport.ModelLine;
import org.opendatagov.orchestrator.report.RunReport.ModelSpend;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;

/** What the run spent on language models, task by task in the workflow's order; nothing where none was asked. */
final class ModelCosts {
    private ModelCosts() {}

    static ModelSpend of(RunRecord run) {
        List<ModelLine> lines = new ArrayList<>();
        TaskCost total = TaskCost.NONE;
        for (String task : order(run)) {
            TaskCost cost = run.costs().get(task);
            if (cost != null) {
                lines.add(line(task, cost));
                total = total.plus(cost);
            }
        }
        return new ModelSpend(
                lines,
                line("", total),
                run.run().budgetAlerts().stream().map(ModelCosts::told).toList());
    }

    private static List<String> order(RunRecord run) {
        return run.run().tasks().stream().map(task -> task.id()).toList();
    }

    private static ModelLine line(String task, TaskCost cost) {
        return new ModelLine(
                task,
                cost.calls(),
                cost.cachedCalls(),
                cost.inputTokens(),
                cost.outputTokens(),
                plain(cost.usd()),
                cost.models(),
                cost.prompts());
    }

    private static String told(RunAlert alert) {
        return "The budget '%s' passed %d %% with task %s: %s of %s USD were spent."
                .formatted(
                        alert.scope(), alert.percent(), alert.task(), plain(alert.spentUsd()), plain(alert.capUsd()));
    }

    private static String plain(BigDecimal usd) {
        return usd.signum() == 0 ? "0" : usd.stripTrailingZeros().toPlainString();
    }

    static Section section(ModelSpend spend) {
        List<List<Cell>> rows =
                new ArrayList<>(spend.tasks().stream().map(ModelCosts::row).toList());
        if (rows.size() > 1) {
            rows.add(row(spend.total()));
        }
        List<Head> head = List.of(
                Head.text("Task"),
                Head.text("Model and prompt"),
                Head.figure("Calls"),
                Head.figure("From cache"),
                Head.figure("Tokens in"),
                Head.figure("Tokens out"),
                Head.figure("USD"));
        return new Section("Language models: cost", head, rows, spend.alerts());
    }

    private static List<Cell> row(ModelLine line) {
        boolean total = line.task().isEmpty();
        return cells(
                total ? "Total" : line.task(),
                total ? "" : "%s, %s".formatted(String.join(", ", line.models()), String.join(", ", line.prompts())),
                Plain.count(line.calls()),
                Plain.count(line.cachedCalls()),
                Plain.count(line.inputTokens()),
                Plain.count(line.outputTokens()),
                usd(line.usd()));
    }

    /** Calls cost parts of a cent. */
    private static String usd(String amount) {
        BigDecimal exact = new BigDecimal(amount);
        BigDecimal shown = exact.setScale(4, RoundingMode.HALF_UP);
        return exact.signum() > 0 && shown.signum() == 0 ? "below 0.0001" : shown.toPlainString();
    }
}
