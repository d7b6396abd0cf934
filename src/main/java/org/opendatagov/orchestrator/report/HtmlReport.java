package org.opendatagov.orchestrator.report;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.report.RunReport.ExpertLine;
import org.springframework.web.util.HtmlUtils;

/** Writes a report as one self-contained page: no script, no address, good to print. */
final class HtmlReport {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b2430;--soft:#5b6775;--line:#dde3ea;--paper:#fff;--ground:#f4f6f9;--accent:#1f5fa8}
            @media screen and (prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9aa7b5;--line:#2e3947;--paper:#18202a;--ground:#10161d;--accent:#7db3f0}}
            *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
            main{max-width:62rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem;margin:0 0 .25rem;overflow-wrap:anywhere}
            h2{font-size:1.05rem;margin:0 0 .6rem}.meta{color:var(--soft);margin:0 0 1.2rem;overflow-wrap:anywhere}
            section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1rem 1.2rem;margin:0 0 1rem}
            table{width:100%;border-collapse:collapse}th{text-align:left;color:var(--soft);font-weight:600;font-size:.85rem}
            td,th{padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
            tr:last-child td{border-bottom:0}.w{white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            .b{display:inline-block;border-radius:99px;padding:.05rem .6rem;font-size:.8rem;font-weight:600;white-space:nowrap;background:#e3e8ee;color:#374351}
            .done,.succeeded{background:#d8f0df;color:#17603a}.attention,.medium{background:#fdebc8;color:#7a4b00}
            .failed,.high,.critical{background:#fbdcdc;color:#8c1d1d}.low,.info{background:#dfeaf7;color:#1d4d85}
            .problem{border-left:4px solid #c33;padding-left:.8rem}ol,ul{margin:0;padding-left:1.3rem}
            @media print{body{background:#fff}section{break-inside:avoid;border-color:#bbb}main{margin:0;max-width:none}}
            """;

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    static String of(RunReport report) {
        HtmlReport page = new HtmlReport();
        page.head(report);
        page.experts(report.experts());
        page.personal(report);
        page.gaps(report);
        page.cost(report);
        page.upstream(report);
        page.findings(report);
        page.steps(report);
        page.columns(report);
        page.html.append("</main></body></html>\n");
        return page.html.toString();
    }

    private void head(RunReport report) {
        String title = escaped(report.title());
        html.append(
                        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(title)
                .append("</h1><p class=\"meta\">")
                .append(badge(report.status(), report.status() + (report.partial() ? ", partial" : "")))
                .append(" Run ")
                .append(report.runId())
                .append(" · ")
                .append(escaped(report.workflow()))
                .append(" version ")
                .append(report.version())
                .append(" · ")
                .append(Wording.times(report))
                .append(report.dataset()
                        .map(shape -> " · "
                                + escaped(Wording.shape(shape, report.columns().size())))
                        .orElse(""))
                .append("</p>");
        if (!report.problem().isEmpty()) {
            html.append("<section class=\"problem\"><h2>Why it failed</h2>")
                    .append(escaped(report.problem()))
                    .append("</section>");
        }
    }

    private void experts(List<ExpertLine> experts) {
        table(
                "At a glance",
                "<th>Task<th>Status<th>Summary",
                experts.stream()
                        .map(line -> "<td class=w>" + escaped(Wording.words(line.task())) + "<td>"
                                + badge(line.status().replace("needs ", ""), line.status()) + "<td>"
                                + escaped(line.summary()))
                        .toList());
    }

    private void personal(RunReport report) {
        table(
                "Personal fields to mask",
                "<th>Column<th>What it holds<th>What to do",
                report.personal().stream()
                        .map(field -> "<td>" + escaped(field.column()) + "<td>"
                                + escaped(Wording.words(String.join(", ", field.classes())))
                                + (field.specialCategory() ? " " + badge("high", "special category") : "") + "<td>"
                                + escaped(field.remedy()))
                        .toList());
    }

    private void columns(RunReport report) {
        List<String> rows = new ArrayList<>(report.columns().stream()
                .limit(Wording.COLUMNS)
                .map(column -> "<td>" + escaped(column.name()) + (column.personal() ? " " + badge("", "personal") : "")
                        + "<td>" + escaped(Wording.words(column.type())) + "<td>" + escaped(column.physicalType())
                        + "<td class=n>" + Wording.count(column.nulls()) + "<td class=n>"
                        + Wording.count(column.distinct()))
                .toList());
        int others = report.columns().size() - Wording.COLUMNS;
        if (others > 0) {
            rows.add("<td colspan=5>" + Wording.count(others) + " more columns are in the JSON report.");
        }
        table("Columns", "<th>Column<th>Holds<th>Kept as<th class=n>Missing<th class=n>Distinct", rows);
    }

    private void gaps(RunReport report) {
        table(
                "Missing for the GDPR",
                "<th>Article<th>Rule<th>Verdict<th>What to do",
                report.gaps().stream()
                        .map(gap -> "<td class=w>" + escaped(gap.article()) + "<td>" + escaped(gap.title()) + "<td>"
                                + escaped(Wording.words(gap.verdict())) + "<td>" + escaped(gap.remedy()))
                        .toList());
    }

    private void cost(RunReport report) {
        report.cost().ifPresent(cost -> {
            List<String> rows = new ArrayList<>(cost.lines().stream()
                    .map(line -> "<td>" + escaped(line.item()) + "<td class=n>" + line.quantity() + " "
                            + escaped(line.unit()) + "<td class=n>" + line.unitPrice() + "<td class=n>"
                            + Wording.amount(line.amount()))
                    .toList());
            rows.add("<td><b>Total</b>, prices of " + escaped(cost.priceDate()) + "<td><td><td class=n><b>"
                    + Wording.amount(cost.total()) + " " + escaped(cost.currency()) + "</b>");
            table("Cost a month", "<th>Item<th class=n>Quantity<th class=n>Unit price<th class=n>Amount", rows);
        });
    }

    private void upstream(RunReport report) {
        List<String> rows = new ArrayList<>();
        report.upstream().forEach(edge -> rows.add("<td>" + escaped(edge.dataset()) + "<td>" + escaped(edge.how())));
        report.suggestedUpstream()
                .forEach(edge ->
                        rows.add("<td>perhaps " + escaped(edge.dataset()) + "<td>suggested by " + escaped(edge.how())));
        table(
                "Upstream datasets",
                "<th>Dataset<th>How it is known",
                rows.isEmpty() ? List.of("<td>None is known<td>") : rows);
    }

    private void findings(RunReport report) {
        table(
                "Findings",
                "<th>Severity<th>Finding<th>Detail",
                report.findings().stream()
                        .map(finding -> "<td>"
                                + badge(
                                        finding.severity().text(),
                                        finding.severity().text()) + "<td>" + escaped(finding.title()) + "<td>"
                                + escaped(finding.detail()))
                        .toList());
    }

    private void steps(RunReport report) {
        if (!report.nextSteps().isEmpty()) {
            html.append("<section><h2>Next steps</h2><ol>");
            report.nextSteps().forEach(step -> html.append("<li>").append(escaped(step)));
            html.append("</ol></section>");
        }
    }

    private void table(String title, String head, List<String> rows) {
        if (!rows.isEmpty()) {
            html.append("<section><h2>")
                    .append(title)
                    .append("</h2><table><thead><tr>")
                    .append(head)
                    .append("</thead><tbody>");
            rows.forEach(row -> html.append("<tr>").append(row));
            html.append("</tbody></table></section>");
        }
    }

    private static String badge(String kind, String text) {
        return "<span class=\"b " + escaped(kind) + "\">" + escaped(text) + "</span>";
    }

    private static String escaped(String value) {
        return HtmlUtils.htmlEscape(value, "UTF-8");
    }
}
