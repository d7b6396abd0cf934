package org.opendatagov.orchestrator.report;

import java.util.List;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.report.RunReport.Dependency;

/** Writes a report as Markdown. Names from data are escaped: they can break neither table nor page, and link nowhere. */
final class MarkdownReport {
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    static String of(RunReport report) {
        MarkdownReport written = new MarkdownReport();
        written.head(report);
        written.steps(report);
        written.experts(report);
        written.personal(report);
        written.gaps(report);
        written.cost(report);
        written.upstream(report);
        written.findings(report);
        written.columns(report);
        return written.text.toString();
    }

    private void head(RunReport report) {
        line("# " + escaped(report.title()));
        line("");
        line("Run `%s` of %s version %d: **%s**%s"
                .formatted(
                        report.runId(),
                        escaped(report.workflow()),
                        report.version(),
                        escaped(report.status()) + (report.partial() ? ", partial" : ""),
                        report.finishedAt().map(at -> ", " + Plain.time(at)).orElse("")));
        if (report.partial()) {
            line("");
            line("> This report is partial: not every task succeeded.");
        }
        if (!report.problem().isEmpty()) {
            line("");
            line("> Why it " + escaped(report.status()) + ": " + escaped(report.problem()));
        }
        line("");
        report.highlights().forEach(highlight -> line("- **" + highlight.topic() + "**: " + escaped(highlight.text())));
    }

    private void steps(RunReport report) {
        if (!report.nextSteps().isEmpty()) {
            heading("Next steps");
            for (int index = 0; index < report.nextSteps().size(); index++) {
                line((index + 1) + ". " + escaped(report.nextSteps().get(index)));
            }
        }
    }

    private void experts(RunReport report) {
        table(
                "Tasks",
                List.of("Task", "Status", "Summary"),
                report.experts().stream()
                        .map(expert -> List.of(expert.task(), expert.status(), expert.summary()))
                        .toList());
    }

    private void personal(RunReport report) {
        table(
                "Personal fields to mask",
                List.of("Column", "Classes", "How"),
                report.personal().stream()
                        .map(field -> List.of(
                                field.column(),
                                String.join(", ", field.classes()).replace('_', ' ')
                                        + (field.specialCategory() ? " (special category)" : ""),
                                field.masking()))
                        .toList());
    }

    private void gaps(RunReport report) {
        table(
                "GDPR: what is lacking",
                List.of("Article", "Rule", "Verdict", "What to do"),
                report.gaps().stream()
                        .map(gap -> List.of(
                                gap.article(), gap.title(), gap.verdict().replace('_', ' '), gap.remedy()))
                        .toList());
    }

    private void cost(RunReport report) {
        report.cost().ifPresent(cost -> {
            heading("Cost" + Highlights.period(cost));
            line("| Item | Quantity | Unit price | Amount |");
            line("|---|---:|---:|---:|");
            cost.lines()
                    .forEach(item -> row(List.of(
                            item.item(),
                            Plain.quantity(item.quantity()) + " " + item.unit(),
                            item.unitPrice(),
                            Plain.cents(item.amount()))));
            line("| **Total** (%s, prices of %s) | | | **%s** |"
                    .formatted(
                            escaped(cost.currency()), escaped(cost.priceDate()), escaped(Plain.cents(cost.total()))));
            line("");
            cost.assumptions().forEach(assumption -> line("- " + escaped(assumption)));
        });
    }

    private void upstream(RunReport report) {
        heading("Upstream datasets");
        if (report.upstream().isEmpty()) {
            line("None is known.");
        }
        report.upstream().forEach(edge -> line("- " + edge(edge, edge.how())));
        report.suggestedUpstream().forEach(edge -> line("- perhaps " + edge(edge, "suggested by " + edge.how())));
    }

    private static String edge(Dependency edge, String how) {
        String columns = edge.columns().isEmpty() ? "" : ": " + String.join(", ", edge.columns());
        return escaped(edge.dataset()) + " (" + escaped(how.replace('_', ' ') + columns) + ")";
    }

    private void findings(RunReport report) {
        List<Finding> findings = report.findings();
        if (findings.isEmpty()) {
            heading("Findings");
            line("None.");
        }
        table(
                "Findings",
                List.of("Severity", "Finding", "Detail"),
                findings.stream()
                        .map(finding -> List.of(finding.severity().text(), finding.title(), finding.detail()))
                        .toList());
    }

    private void columns(RunReport report) {
        table(
                "Columns",
                List.of("Column", "Holds", "Kept as", "Missing", "Distinct"),
                report.columns().stream()
                        .limit(Plain.MOST_COLUMNS)
                        .map(column -> List.of(
                                column.name(),
                                column.logicalType().replace('_', ' '),
                                column.physicalType(),
                                Plain.count(column.nulls()),
                                Plain.count(column.distinct())))
                        .toList());
        int others = report.columns().size() - Plain.MOST_COLUMNS;
        if (others > 0) {
            line("");
            line(Plain.count(others) + " more columns are in the JSON form.");
        }
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            heading(title);
            row(head);
            line("|" + "---|".repeat(head.size()));
            rows.forEach(this::row);
        }
    }

    private void row(List<String> cells) {
        line("| "
                + String.join(" | ", cells.stream().map(MarkdownReport::escaped).toList()) + " |");
    }

    private void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    static String escaped(String value) {
        return Plain.text(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("://", "&#58;//")
                .replaceAll("(?i)www\\.", "www&#46;")
                .replaceAll("([\\\\|`*\\[\\]#~])", "\\\\$1")
                // Within a word an underscore is one (CommonMark 6.2), and column names stay readable in a terminal.
                .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_")
                .replaceAll("^(\\s*)([-+=])(?=[-=\\s]|$)", "$1\\\\$2")
                .replaceAll("^(\\s*\\d+)([.)])(?=\\s|$)", "$1\\\\$2");
    }
}
