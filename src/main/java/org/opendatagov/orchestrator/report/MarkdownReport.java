package org.opendatagov.orchestrator.report;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;

/** Writes a report as Markdown. Names from data are escaped: they can break neither table nor page, and link nowhere. */
final class MarkdownReport {
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    static String of(RunReport report) {
        MarkdownReport written = new MarkdownReport();
        written.head(report);
        written.steps(report);
        Sections.of(report).forEach(written::section);
        return written.text.toString();
    }

    static String of(RunComparison comparison) {
        MarkdownReport written = new MarkdownReport();
        written.line("# Two runs compared");
        ComparisonSections.of(comparison).forEach(written::section);
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

    private void section(Section section) {
        heading(section.title());
        if (!section.rows().isEmpty()) {
            row(section.head().stream().map(Head::name));
            line("|"
                    + section.head().stream()
                            .map(head -> head.figure() ? "---:|" : "---|")
                            .collect(joining()));
            section.rows().forEach(row -> row(row.stream().map(MarkdownReport::text)));
        }
        if (!section.remarks().isEmpty()) {
            line("");
            section.remarks().forEach(remark -> line("- " + escaped(remark)));
        }
    }

    private static String text(Cell cell) {
        return cell.note().isEmpty() ? cell.text() : "%s (%s)".formatted(cell.text(), cell.note());
    }

    private void row(Stream<String> cells) {
        line(cells.map(MarkdownReport::escaped).collect(joining(" | ", "| ", " |")));
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
                .replaceAll("([\\\\|`*\\[\\]#~])", "\\\\$1")
                // Within a word an underscore is one (CommonMark 6.2), and column names stay readable in a terminal.
                .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_")
                .replaceAll("^(\\s*)([-+=])(?=[-=\\s]|$)", "$1\\\\$2")
                .replaceAll("^(\\s*\\d+)([.)])(?=\\s|$)", "$1\\\\$2")
                // Last, so that the number of a character is not escaped itself.
                .replace("://", "&#58;//")
                .replaceAll("(?i)www\\.", "www&#46;");
    }
}
