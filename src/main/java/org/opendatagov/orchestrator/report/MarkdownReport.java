package org.opendatagov.orchestrator.report;

import java.util.List;
import org.opendatagov.orchestrator.expert.Finding;

/** Writes a report as Markdown. Names from data are escaped: they can break neither table nor page. */
final class MarkdownReport {
    /** One inside a word is no emphasis (CommonMark 6.2), and reads better as it is. */
    private static final String UNDERSCORE = "(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])";

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    static String of(RunReport report) {
        MarkdownReport written = new MarkdownReport();
        written.head(report);
        written.experts(report);
        written.personal(report);
        written.gaps(report);
        written.cost(report);
        written.upstream(report);
        written.findings(report);
        written.steps(report);
        written.columns(report);
        return written.text.toString();
    }

    private void head(RunReport report) {
        line("# " + escaped(report.title()));
        line("");
        line("Run `" + report.runId() + "` of `" + report.workflow() + "` version " + report.version() + ": **"
                + report.status() + (report.partial() ? ", partial" : "") + "** (" + Wording.times(report) + ")");
        report.dataset().ifPresent(shape -> {
            line("");
            line(Wording.shape(shape, report.columns().size()));
        });
        if (!report.problem().isEmpty()) {
            line("");
            line("> " + escaped(report.problem()));
        }
    }

    private void experts(RunReport report) {
        heading("At a glance");
        line("| Task | Status | Summary |");
        line("|---|---|---|");
        report.experts()
                .forEach(expert -> line("| " + escaped(expert.task()) + " | " + expert.status() + " | "
                        + escaped(expert.summary()) + " |"));
    }

    private void personal(RunReport report) {
        if (!report.personal().isEmpty()) {
            heading("Personal fields to mask");
            line("| Column | What it holds | What to do |");
            line("|---|---|---|");
            report.personal()
                    .forEach(field -> line("| " + escaped(field.column()) + " | "
                            + escaped(Wording.words(String.join(", ", field.classes())))
                            + (field.specialCategory() ? " (special category)" : "") + " | " + escaped(field.remedy())
                            + " |"));
        }
    }

    private void columns(RunReport report) {
        if (!report.columns().isEmpty()) {
            heading("Columns");
            line("| Column | Holds | Kept as | Missing | Distinct | Personal |");
            line("|---|---|---|---:|---:|---|");
            report.columns().stream()
                    .limit(Wording.COLUMNS)
                    .forEach(column -> line("| " + escaped(column.name()) + " | "
                            + escaped(Wording.words(column.type())) + " | " + escaped(column.physicalType()) + " | "
                            + Wording.count(column.nulls()) + " | " + Wording.count(column.distinct()) + " | "
                            + (column.personal() ? "yes" : "") + " |"));
            int others = report.columns().size() - Wording.COLUMNS;
            if (others > 0) {
                line("");
                line(Wording.count(others) + " more columns are in the JSON report.");
            }
        }
    }

    private void gaps(RunReport report) {
        if (!report.gaps().isEmpty()) {
            heading("Missing for the GDPR");
            line("| Article | Rule | Verdict | What to do |");
            line("|---|---|---|---|");
            report.gaps()
                    .forEach(gap -> line("| " + escaped(gap.article()) + " | " + escaped(gap.title()) + " | "
                            + escaped(Wording.words(gap.verdict())) + " | " + escaped(gap.remedy()) + " |"));
        }
    }

    private void cost(RunReport report) {
        report.cost().ifPresent(cost -> {
            heading("Cost a month");
            line("| Item | Quantity | Unit price | Amount |");
            line("|---|---:|---:|---:|");
            cost.lines()
                    .forEach(item -> line("| " + escaped(item.item()) + " | " + item.quantity() + " " + item.unit()
                            + " | " + item.unitPrice() + " | " + Wording.amount(item.amount()) + " |"));
            line("| **Total** (" + cost.currency() + ", prices of " + cost.priceDate() + ") | | | **"
                    + Wording.amount(cost.total()) + "** |");
        });
    }

    private void upstream(RunReport report) {
        heading("Upstream datasets");
        if (report.upstream().isEmpty()) {
            line("None is known.");
        }
        report.upstream().forEach(edge -> line("- " + escaped(edge.dataset()) + " (" + edge.how() + ")"));
        report.suggestedUpstream()
                .forEach(edge -> line("- perhaps " + escaped(edge.dataset()) + " (suggested by " + edge.how() + ")"));
    }

    private void findings(RunReport report) {
        heading("Findings");
        List<Finding> findings = report.findings();
        if (findings.isEmpty()) {
            line("None.");
            return;
        }
        line("| Severity | Finding | Detail |");
        line("|---|---|---|");
        findings.forEach(finding -> line("| " + finding.severity().text() + " | " + escaped(finding.title()) + " | "
                + escaped(finding.detail()) + " |"));
    }

    private void steps(RunReport report) {
        if (!report.nextSteps().isEmpty()) {
            heading("Next steps");
            for (int index = 0; index < report.nextSteps().size(); index++) {
                line((index + 1) + ". " + escaped(report.nextSteps().get(index)));
            }
        }
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
        return value.replaceAll("[\\r\\n]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\|`*\\[\\]#])", "\\\\$1")
                .replaceAll(UNDERSCORE, "\\\\_");
    }
}
