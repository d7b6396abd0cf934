package org.opendatagov.orchestrator.report;

import java.util.List;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;
import org.springframework.web.util.HtmlUtils;

/** Writes a report as one self-contained page: no script, no address, good to print; meaning is in words, never in colour alone. */
final class HtmlReport {
    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    static String of(RunReport report) {
        HtmlReport page = new HtmlReport();
        page.html.append(HtmlPage.head(escaped(report.title())));
        page.head(report);
        page.steps(report);
        Sections.of(report).forEach(page::section);
        page.html.append("</main></body></html>\n");
        return page.html.toString();
    }

    private void head(RunReport report) {
        add("<h1>%s</h1><p class=\"meta\">%s%s Run %s · %s version %d · %s</p>\n"
                .formatted(
                        escaped(report.title()),
                        badge(report.status(), report.status()),
                        report.partial() ? " " + badge("partial", "partial: not every task succeeded") : "",
                        report.runId(),
                        escaped(report.workflow()),
                        report.version(),
                        report.finishedAt().map(Plain::time).orElse("not finished")));
        if (!report.problem().isEmpty()) {
            add("<section class=\"problem\" role=\"alert\"><h2>Why it %s</h2>%s</section>\n"
                    .formatted(escaped(report.status()), escaped(report.problem())));
        }
        if (!report.highlights().isEmpty()) {
            add("<ul class=\"tiles\" aria-label=\"At a glance\">");
            report.highlights()
                    .forEach(highlight -> add("<li class=\"%s\"><b>%s</b>%s</li>"
                            .formatted(highlight.state(), escaped(highlight.topic()), escaped(highlight.text()))));
            add("</ul>\n");
        }
    }

    private void steps(RunReport report) {
        if (!report.nextSteps().isEmpty()) {
            add("<section><h2>Next steps</h2><ol>");
            report.nextSteps().forEach(step -> add("<li>" + escaped(step) + "</li>"));
            add("</ol></section>\n");
        }
    }

    private void section(Section section) {
        add("<section><h2>" + escaped(section.title()) + "</h2>");
        if (!section.rows().isEmpty()) {
            add("<table><thead><tr>");
            section.head()
                    .forEach(head -> add("<th scope=\"col\"%s>%s</th>".formatted(figure(head), escaped(head.name()))));
            add("</tr></thead><tbody>\n");
            section.rows().forEach(row -> row(section.head(), row));
            add("</tbody></table>");
        }
        section.remarks().forEach(remark -> add("<p class=\"note\">" + escaped(remark) + "</p>"));
        add("</section>\n");
    }

    /** The first cell of a row is its heading. */
    private void row(List<Head> head, List<Cell> row) {
        add("<tr><th scope=\"row\">" + cell(row.getFirst()) + "</th>");
        for (int index = 1; index < row.size(); index++) {
            add("<td%s>%s</td>".formatted(figure(head.get(index)), cell(row.get(index))));
        }
        add("</tr>\n");
    }

    private static String figure(Head head) {
        return head.figure() ? " class=\"n\"" : "";
    }

    private static String cell(Cell cell) {
        String text = cell.badge().isEmpty() ? escaped(cell.text()) : badge(cell.badge(), cell.text());
        return cell.note().isEmpty() ? text : text + " " + badge("high", cell.note());
    }

    private void add(String text) {
        html.append(text);
    }

    private static String badge(String kind, String text) {
        return "<span class=\"b %s\">%s</span>".formatted(escaped(kind), escaped(text));
    }

    private static String escaped(String value) {
        return HtmlUtils.htmlEscape(Plain.text(value), "UTF-8");
    }
}
