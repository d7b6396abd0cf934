package org.opendatagov.orchestrator.report;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.report.RunReport.Dependency;
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
        page.experts(report);
        page.personal(report);
        page.gaps(report);
        page.cost(report);
        page.upstream(report);
        page.findings(report);
        page.columns(report);
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

    private void experts(RunReport report) {
        table(
                "Tasks",
                List.of("Task", "Status", "Summary"),
                report.experts().stream()
                        .map(line -> List.of(
                                escaped(line.task().replace('_', ' ')),
                                badge(line.status().replace("needs ", ""), line.status()),
                                escaped(line.summary())))
                        .toList());
    }

    private void personal(RunReport report) {
        table(
                "Personal fields to mask",
                List.of("Column", "Classes", "How"),
                report.personal().stream()
                        .map(field -> List.of(
                                escaped(field.column()),
                                escaped(String.join(", ", field.classes()).replace('_', ' '))
                                        + (field.specialCategory() ? " " + badge("high", "special category") : ""),
                                escaped(field.masking())))
                        .toList());
    }

    private void gaps(RunReport report) {
        table(
                "GDPR: what is lacking",
                List.of("Article", "Rule", "Verdict", "What to do"),
                report.gaps().stream()
                        .map(gap -> List.of(
                                escaped(gap.article()),
                                escaped(gap.title()),
                                badge(gap.verdict(), gap.verdict().replace('_', ' ')),
                                escaped(gap.remedy())))
                        .toList());
    }

    private void cost(RunReport report) {
        report.cost().ifPresent(cost -> {
            open("Cost" + Highlights.period(cost));
            add(
                    "<table><thead><tr><th scope=\"col\">Item</th><th scope=\"col\" class=\"n\">Quantity</th>"
                            + "<th scope=\"col\" class=\"n\">Unit price</th><th scope=\"col\" class=\"n\">Amount</th></tr></thead><tbody>");
            cost.lines()
                    .forEach(line -> add("<tr><th scope=\"row\">%s</th>%s%s%s</tr>"
                            .formatted(
                                    escaped(line.item()),
                                    figure(Plain.quantity(line.quantity()) + " " + line.unit()),
                                    figure(line.unitPrice()),
                                    figure(Plain.cents(line.amount())))));
            add("<tr><th scope=\"row\">Total</th><td></td><td></td><td class=\"n\"><b>%s</b></td></tr></tbody></table>"
                    .formatted(escaped(Plain.money(cost.total(), cost.currency()))));
            add("<p class=\"note\">List prices of %s. %s</p></section>\n"
                    .formatted(escaped(cost.priceDate()), escaped(String.join(" ", cost.assumptions()))));
        });
    }

    private static String figure(String text) {
        return "<td class=\"n\">" + escaped(text) + "</td>";
    }

    private void upstream(RunReport report) {
        List<List<String>> rows = new ArrayList<>();
        report.upstream().forEach(edge -> rows.add(edge(edge, escaped(edge.dataset()), edge.how())));
        report.suggestedUpstream()
                .forEach(edge ->
                        rows.add(edge(edge, "perhaps " + escaped(edge.dataset()), "suggested by " + edge.how())));
        if (rows.isEmpty()) {
            rows.add(List.of("None is known", "", ""));
        }
        table("Upstream datasets", List.of("Dataset", "How it is known", "Columns"), rows);
    }

    private static List<String> edge(Dependency edge, String name, String how) {
        return List.of(name, escaped(how.replace('_', ' ')), escaped(String.join(", ", edge.columns())));
    }

    private void findings(RunReport report) {
        List<List<String>> rows = report.findings().stream()
                .map(finding -> List.of(
                        escaped(finding.title()),
                        badge(finding.severity().text(), finding.severity().text()),
                        escaped(finding.detail())))
                .toList();
        table(
                "Findings",
                List.of("Finding", "Severity", "Detail"),
                rows.isEmpty() ? List.of(List.of("None", "", "")) : rows);
    }

    private void columns(RunReport report) {
        List<List<String>> rows = new ArrayList<>(report.columns().stream()
                .limit(Plain.MOST_COLUMNS)
                .map(column -> List.of(
                        escaped(column.name()),
                        escaped(column.logicalType().replace('_', ' ')),
                        escaped(column.physicalType()),
                        Plain.count(column.nulls()),
                        Plain.count(column.distinct())))
                .toList());
        int others = report.columns().size() - rows.size();
        if (others > 0) {
            rows.add(List.of(Plain.count(others) + " more columns are in the JSON form", "", "", "", ""));
        }
        table("Columns", List.of("Column", "Holds", "Kept as", "Missing", "Distinct"), rows);
    }

    private void open(String title) {
        add("<section><h2>" + escaped(title) + "</h2>");
    }

    /** The first cell of a row is its heading; cells are HTML already. */
    private void table(String title, List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            open(title);
            add("<table><thead><tr>");
            head.forEach(cell -> add("<th scope=\"col\">" + cell + "</th>"));
            add("</tr></thead><tbody>\n");
            rows.forEach(row -> {
                add("<tr><th scope=\"row\">" + row.getFirst() + "</th>");
                row.stream().skip(1).forEach(cell -> add("<td>" + cell + "</td>"));
                add("</tr>\n");
            });
            add("</tbody></table></section>\n");
        }
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
