package org.opendatagov.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.TaskCost;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.report.RunComparison.TaskFinding;

class ComparisonTest {
    private static final Instant AT = Instant.parse("2026-03-01T06:00:00Z");

    private static Finding finding(String dataset, String column, Severity severity, String title, String reference) {
        return new Finding(
                title + column,
                severity,
                title,
                "",
                Subject.ofColumn(dataset, column),
                FindingSource.RULE,
                1,
                List.of(),
                "",
                reference);
    }

    private static RunRecord run(int number, String usd, String prompt, Map<String, Object> result, Finding... found) {
        TaskView task = new TaskView(
                "scan",
                "SecurityExpert",
                "detect_pii",
                TaskState.SUCCEEDED,
                1,
                false,
                Optional.of(AT),
                Optional.of(AT.plusMillis(1500)),
                new BigDecimal(usd),
                "",
                "done",
                Optional.empty());
        RunView view = new RunView(
                new UUID(0, number),
                "onboard_dataset",
                number,
                RunState.SUCCEEDED,
                false,
                "",
                Map.of(),
                Map.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(task),
                new BigDecimal(usd),
                List.of(),
                AT,
                Optional.of(AT),
                Optional.of(AT.plusSeconds(2)));
        ExpertReport report = new ExpertReport("done", List.of(found), List.of(), result, Map.of(), Map.of());
        TaskCost cost = new TaskCost(1, 0, 1000, 100, new BigDecimal(usd), List.of("claude"), List.of(prompt));
        return new RunRecord(view, Map.of("scan", report), Map.of("scan", cost));
    }

    @Test
    void findings_are_told_apart_by_where_they_are_and_how_severe() {
        RunRecord first = run(
                1,
                "0.01",
                "security@1",
                Map.of("b", 1, "a", List.of(2)),
                finding("one.csv", "mail", Severity.HIGH, "3 mails", "gdpr-5"),
                finding("one.csv", "name", Severity.LOW, "A name", "gdpr-5"),
                finding("one.csv", "gone", Severity.LOW, "Gone", "gdpr-6"));
        RunRecord second = run(
                2,
                "0.02",
                "security@2",
                Map.of("a", List.of(2), "b", 1),
                finding("copy.csv", "mail", Severity.HIGH, "4 mails", "gdpr-5"),
                finding("copy.csv", "name", Severity.MEDIUM, "A name", "gdpr-5"),
                finding("copy.csv", "new", Severity.LOW, "New", "gdpr-6"));

        RunComparison comparison = new ComparisonBuilder(first, second).build();

        assertThat(comparison.findings().same()).isEqualTo(1);
        assertThat(comparison.findings().onlyFirst())
                .extracting(told -> told.finding().title())
                .containsExactly("Gone");
        assertThat(comparison.findings().onlySecond())
                .extracting(told -> told.finding().title())
                .containsExactly("New");
        assertThat(comparison.findings().changed()).singleElement().satisfies(changed -> {
            assertThat(changed.from()).isEqualTo("low");
            assertThat(changed.to()).isEqualTo("medium");
        });
    }

    @Test
    void equal_results_have_equal_hashes_whatever_the_order_of_their_members() {
        RunRecord first = run(1, "0.01", "security@1", Map.of("b", 1, "a", List.of(2)));
        RunRecord second = run(2, "0.01", "security@1", new java.util.TreeMap<>(Map.of("a", List.of(2), "b", 1)));
        RunRecord third = run(3, "0.01", "security@1", Map.of("a", List.of(3), "b", 1));

        assertThat(new ComparisonBuilder(first, second)
                        .build()
                        .tasks()
                        .getFirst()
                        .sameResult())
                .isTrue();
        assertThat(new ComparisonBuilder(first, third)
                        .build()
                        .tasks()
                        .getFirst()
                        .sameResult())
                .isFalse();
    }

    @Test
    void of_several_findings_about_one_thing_those_with_the_same_title_are_pairs() {
        List<TaskFinding> first = List.of(told("Rule says A", Severity.LOW), told("Rule says B", Severity.HIGH));
        List<TaskFinding> second = List.of(
                told("Rule says B", Severity.HIGH),
                told("Rule says C", Severity.LOW),
                told("Rule says D", Severity.LOW));

        RunComparison.FindingPairs pairs = FindingMatch.of(first, second);

        assertThat(pairs.same()).isEqualTo(2);
        assertThat(pairs.onlyFirst()).isEmpty();
        assertThat(pairs.onlySecond())
                .extracting(told -> told.finding().title())
                .containsExactly("Rule says D");
    }

    private static TaskFinding told(String title, Severity severity) {
        return new TaskFinding("scan", finding("one.csv", "mail", severity, title, "gdpr-5"));
    }

    @Test
    void the_markdown_shows_what_changed_with_its_prompt_and_cost() {
        RunRecord first = run(1, "0.01", "security@1", Map.of("a", 1));
        RunRecord second = run(2, "0.02", "security@2", Map.of("a", 2));

        String markdown = MarkdownReport.of(new ComparisonBuilder(first, second).build());

        assertThat(markdown)
                .contains("# Two runs compared", "security@1 → security@2", "0.01 → 0.02", "differs", "1.5");
    }

    @Test
    void a_report_says_what_models_cost_by_task_and_nothing_where_none_was_asked() {
        RunRecord asked = run(1, "0.0123", "security@1", Map.of("a", 1));

        RunReport report = new ReportBuilder(asked).build();

        assertThat(report.models().total().usd()).isEqualTo("0.0123");
        assertThat(MarkdownReport.of(report))
                .contains("## Language models: cost", "claude, security@1", "0.0123", "1,000");
        assertThat(HtmlReport.of(report)).contains("Language models: cost");
        assertThat(JsonReport.of(report)).contains("\"usd\" : \"0.0123\"");
        RunRecord silent = new RunRecord(asked.run(), asked.reports(), Map.of());
        assertThat(MarkdownReport.of(new ReportBuilder(silent).build())).doesNotContain("Language models: cost");
    }
}
