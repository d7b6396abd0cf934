package org.opendatagov.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
    private static final Map<String, String> ACTIONS = actions();

    private static Map<String, String> actions() {
        Map<String, String> actions = new LinkedHashMap<>();
        actions.put("schema_analysis", "analyze_schema");
        actions.put("security_scan", "detect_pii");
        actions.put("compliance_check", "validate_gdpr");
        actions.put("cost_estimation", "estimate_storage_cost");
        actions.put("lineage_mapping", "map_dependencies");
        return actions;
    }

    private static ExpertReport answered(String summary, Map<String, Object> result, Finding... findings) {
        return new ExpertReport(summary, List.of(findings), List.of(), result, Map.of(), Map.of());
    }

    private static Finding finding(String id, Severity severity, String column, String recommendation) {
        return new Finding(
                id,
                severity,
                "Title " + id,
                "Detail of " + column,
                Subject.ofColumn("a.csv", column),
                FindingSource.RULE,
                0.9,
                List.of(),
                recommendation,
                "rule");
    }

    /** A run in which a column is called so. */
    private static Map<String, ExpertReport> answers(String column) {
        Map<String, ExpertReport> answers = new LinkedHashMap<>();
        answers.put(
                "schema_analysis",
                answered(
                        "2 columns",
                        Map.of(
                                "rows", 2000,
                                "format", Map.of("name", "csv"),
                                "columns", List.of(Map.of("name", column), Map.of("name", "id")),
                                "keys", List.of(Map.of("columns", List.of("id"))))));
        answers.put(
                "security_scan",
                answered(
                        "1 of 2 columns is personal: " + column,
                        Map.of(
                                "columns",
                                List.of(
                                        Map.of(
                                                "column",
                                                column,
                                                "personal",
                                                true,
                                                "special_category",
                                                true,
                                                "classes",
                                                List.of(Map.of("class", "email"))),
                                        Map.of("column", "id", "personal", false, "classes", List.of()))),
                        finding("b", Severity.MEDIUM, column, "Mask it."),
                        finding("a", Severity.HIGH, "id", "Look at it first.")));
        answers.put(
                "compliance_check",
                answered(
                        "GDPR violated",
                        Map.of(
                                "rules",
                                List.of(
                                        rule("6", "needs_evidence"),
                                        rule("5", "violated"),
                                        rule("7", "satisfied"),
                                        rule("9", "not_applicable"))),
                        finding("c", Severity.CRITICAL, column, "Mask it.")));
        answers.put(
                "cost_estimation",
                answered(
                        "45 USD a month",
                        Map.of(
                                "lines",
                                List.of(
                                        line("storage, standard", 0.000105825, "GB-month", 0.023),
                                        line("compute", 45, "executor-hour", 3.75)),
                                "total",
                                1,
                                "currency",
                                "USD",
                                "price_date",
                                "2026-01-15",
                                "months",
                                1,
                                "assumptions",
                                List.of("No taxes."))));
        answers.put(
                "lineage_mapping",
                answered(
                        "Depends on 1",
                        Map.of(
                                "upstream", List.of(Map.of("dataset", column, "how", "declared", "confidence", 1)),
                                "suggested",
                                        List.of(Map.of(
                                                "dataset",
                                                "orders",
                                                "how",
                                                "naming",
                                                "confidence",
                                                0.3,
                                                "columns",
                                                List.of("order_id"))))));
        return answers;
    }

    private static Map<String, Object> rule(String article, String verdict) {
        return Map.of(
                "id", "gdpr-" + article,
                "article", "Art. " + article,
                "title", "Rule " + article,
                "verdict", verdict,
                "reason", "because",
                "remedy", "Do " + article + ".");
    }

    private static Map<String, Object> line(String item, Number quantity, String unit, Number price) {
        return Map.of("item", item, "quantity", quantity, "unit", unit, "unit_price", price, "amount", 7);
    }

    private static RunReport report(RunState state, boolean partial, Map<String, ExpertReport> answers) {
        List<TaskView> tasks = ACTIONS.entrySet().stream()
                .map(task -> new TaskView(
                        task.getKey(),
                        "Expert",
                        task.getValue(),
                        answers.containsKey(task.getKey()) ? TaskState.SUCCEEDED : TaskState.FAILED,
                        1,
                        false,
                        Optional.of(AT),
                        Optional.of(AT),
                        BigDecimal.ZERO,
                        "",
                        Optional.ofNullable(answers.get(task.getKey()))
                                .map(ExpertReport::summary)
                                .orElse("It could not be done."),
                        Optional.empty()))
                .toList();
        RunView view = new RunView(
                new UUID(0, 1),
                "onboard_dataset",
                1,
                state,
                partial,
                state == RunState.FAILED ? "The file is broken." : "",
                Map.of("file_path", "lake/" + "a.csv"),
                Map.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                tasks,
                BigDecimal.ZERO,
                List.of(),
                AT,
                Optional.of(AT),
                Optional.of(AT));
        return new ReportBuilder(new RunRecord(view, answers, Map.of())).build();
    }

    private static RunReport report(String column) {
        return report(RunState.SUCCEEDED, false, answers(column));
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }

    private static List<String> texts(Document page, String element) {
        NodeList nodes = page.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            texts.add(nodes.item(index).getTextContent());
        }
        return texts;
    }

    @Test
    void what_matters_comes_first_and_the_worst_before_the_rest() {
        RunReport report = report("mail");

        assertThat(report.highlights())
                .extracting(RunReport.Highlight::text)
                .containsExactly(
                        "Schema validated: 2,000 rows, 2 columns, key id",
                        "1 personal field needs masking: mail",
                        "1 of 2 open rules are violated: rule 5, rule 6",
                        "168.75 USD a month",
                        "Depends on 1 upstream dataset: mail");
        assertThat(report.findings()).extracting(Finding::id).containsExactly("c", "a", "b");
        assertThat(report.nextSteps()).containsExactly("Mask it.", "Look at it first.");
        assertThat(report.gaps()).extracting(RunReport.Gap::article).containsExactly("Art. 5", "Art. 6");
        assertThat(report.personal())
                .containsExactly(new RunReport.PersonalField("mail", List.of("email"), true, "Mask it."));
        assertThat(report.experts())
                .extracting(RunReport.ExpertLine::status)
                .containsExactly("done", "needs attention", "needs attention", "done", "done");
    }

    @Test
    void lines_add_up_to_the_total_to_the_last_digit() {
        RunReport.Cost cost = report("mail").cost().orElseThrow();

        assertThat(cost.lines()).extracting(RunReport.CostLine::amount).containsExactly("0.000002433975", "168.75");
        assertThat(cost.total()).isEqualTo("168.750002433975");
    }

    @Test
    void every_form_says_the_same() throws Exception {
        RunReport report = report("mail");
        Document page = parsed(HtmlReport.of(report));
        String markdown = MarkdownReport.of(report);
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report));

        List<String> sections = List.of(
                "Next steps",
                "Tasks",
                "Personal fields to mask",
                "GDPR: what is lacking",
                "Cost a month",
                "Upstream datasets",
                "Findings",
                "Columns");
        assertThat(texts(page, "h2")).isEqualTo(sections);
        assertThat(markdown.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
                .isEqualTo(sections);
        assertThat(json.at("/cost/lines/1/unit_price").asText()).isEqualTo("3.75");
        assertThat(json.at("/highlights/0/topic").asText()).isEqualTo("Schema");
        assertThat(json.at("/suggested_upstream/0/dataset").asText()).isEqualTo("orders");
        assertThat(texts(page, "li")).anyMatch(tile -> tile.contains("168.75 USD a month"));
        assertThat(markdown)
                .contains("| storage, standard | 0.0001058 GB-month | 0.023 | below 0.01 |", "perhaps orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a|b",
                "`code`",
                "two\nlines\r\nand\u2028more",
                "\"><img src=x onerror=alert(1)>",
                "[link](http://evil.example)",
                "http://evil.example www.evil.example",
                "**bold** _it_ ~~no~~ # head",
                "\u0000\u001b[31m\u202e",
                "\\|",
                "- item",
                "1. item",
                "&amp;&lt;",
                "\ud800"
            })
    void no_name_breaks_a_page_or_a_table(String name) throws Exception {
        RunReport report = report(name);
        Document page = parsed(HtmlReport.of(report));
        String markdown = MarkdownReport.of(report);

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(texts(page, "th")).contains(Plain.text(name));
        for (String table : markdown.split("\n## ", -1)) {
            assertThat(table.lines()
                            .filter(line -> line.startsWith("|"))
                            .map(line -> line.replaceAll("\\\\.", "")
                                    .chars()
                                    .filter(sign -> sign == '|')
                                    .count())
                            .distinct()
                            .count())
                    .as(table)
                    .isLessThanOrEqualTo(1);
        }
        assertThat(markdown).doesNotContain("<script", "<img", "http://", "\u001b", "\u202e", "\u2028");
        assertThat(markdown.lines().filter(line -> line.startsWith("#"))).hasSize(9);
        assertThat(new ObjectMapper().readTree(JsonReport.of(report)).at("/gaps"))
                .hasSize(2);
    }

    @Test
    void a_name_without_end_is_cut() {
        assertThat(Plain.text("x".repeat(5000))).hasSize(401).endsWith("…");
    }

    @Test
    void a_failed_run_says_so_and_why_and_what_is_not_known() throws Exception {
        Map<String, ExpertReport> some = new LinkedHashMap<>();
        some.put("schema_analysis", answers("mail").get("schema_analysis"));
        RunReport report = report(RunState.FAILED, false, some);

        assertThat(report.highlights())
                .extracting(RunReport.Highlight::state)
                .containsExactly("done", "failed", "failed", "failed", "failed");
        assertThat(MarkdownReport.of(report)).contains("**failed**", "Why it failed: The file is broken.");
        assertThat(texts(parsed(HtmlReport.of(report)), "h2")).contains("Why it failed");
        assertThat(report.cost()).isEmpty();
    }

    @Test
    void a_partial_report_says_so() throws Exception {
        Map<String, ExpertReport> some = answers("mail");
        some.remove("lineage_mapping");
        RunReport report = report(RunState.SUCCEEDED, true, some);

        assertThat(MarkdownReport.of(report)).contains("**succeeded, partial**", "> This report is partial");
        assertThat(texts(parsed(HtmlReport.of(report)), "p").getFirst()).contains("partial: not every task succeeded");
        assertThat(report.highlights().getLast().text()).isEqualTo("Not known: the task failed");
    }

    @Test
    void a_page_needs_nothing_but_itself_and_can_be_read_aloud() throws Exception {
        String html = HtmlReport.of(report("mail"));
        Document page = parsed(html);

        assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("http://", "https://", "url(", "src=", "href=");
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        NodeList heads = page.getElementsByTagName("th");
        for (int index = 0; index < heads.getLength(); index++) {
            Node scope = heads.item(index).getAttributes().getNamedItem("scope");
            assertThat(scope.getNodeValue()).isIn("col", "row");
        }
        assertThat(texts(page, "h1")).hasSize(1);
        assertThat(html).contains("@media print");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00, 0",
        "0.000002, below 0.01, 0.000002",
        "0.005, below 0.01, 0.005",
        "1234.567, '1,234.57', 1234.57",
        "51200, '51,200.00', '51,200'",
        "0.931322575, 0.93, 0.9313"
    })
    void figures_are_written_for_people(String figure, String cents, String quantity) {
        assertThat(Plain.cents(figure)).isEqualTo(cents);
        assertThat(Plain.quantity(figure)).isEqualTo(quantity);
    }
}
