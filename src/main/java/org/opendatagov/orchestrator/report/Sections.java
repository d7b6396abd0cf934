package org.opendatagov.orchestrator.report;

import static org.opendatagov.orchestrator.report.Section.cells;
import static org.opendatagov.orchestrator.report.Section.heads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.report.RunReport.Cost;
import org.opendatagov.orchestrator.report.RunReport.Dependency;
import org.opendatagov.orchestrator.report.RunReport.ExpertLine;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;

/** The sections of a report in the order in which people read them; one that has nothing to say is left out. */
final class Sections {
    private final RunReport report;

    private Sections(RunReport report) {
        this.report = report;
    }

    static List<Section> of(RunReport report) {
        Sections sections = new Sections(report);
        return Stream.of(
                        report.troubleshooting().stream()
                                .map(TroubleshootingSections::of)
                                .flatMap(List::stream),
                        report.audit().stream().map(AuditSections::of).flatMap(List::stream),
                        Stream.of(sections.tasks()),
                        JudgementSections.of(report.judgements()).stream(),
                        Stream.of(sections.personal(), sections.gaps()),
                        sections.cost().stream(),
                        Stream.of(ModelCosts.section(report.models())),
                        sections.upstream().stream(),
                        Stream.of(sections.findings(), sections.columns()))
                .flatMap(part -> part)
                .filter(section -> !section.isEmpty())
                .toList();
    }

    private Section tasks() {
        Section tasks = Section.table(
                "Tasks",
                heads("Task", "Status", "Summary"),
                report.experts().stream().map(Sections::task).toList());
        return report.judgements().isEmpty() && !tasks.isEmpty()
                ? tasks.remarked(List.of("From evidence alone: no language model was asked."))
                : tasks;
    }

    private static List<Cell> task(ExpertLine line) {
        return List.of(
                Cell.of(line.task()),
                Cell.badge(line.status().replace("needs ", ""), line.status()),
                Cell.of(line.summary()));
    }

    private Section personal() {
        return Section.table(
                "Personal fields to mask",
                heads("Column", "Classes", "How"),
                report.personal().stream()
                        .map(field -> List.of(
                                Cell.of(field.column()),
                                classes(field.classes(), field.specialCategory()),
                                Cell.of(field.masking())))
                        .toList());
    }

    static Cell classes(List<String> classes, boolean specialCategory) {
        Cell cell = Cell.of(Plain.words(String.join(", ", classes)));
        return specialCategory ? cell.noted("special category") : cell;
    }

    private Section gaps() {
        return Section.table(
                "GDPR: what is lacking",
                heads("Article", "Rule", "Verdict", "What to do"),
                report.gaps().stream()
                        .map(gap -> List.of(
                                Cell.of(gap.article()),
                                Cell.of(gap.title()),
                                Cell.badge(gap.verdict(), Plain.words(gap.verdict())),
                                Cell.of(gap.remedy())))
                        .toList());
    }

    private Optional<Section> cost() {
        return report.cost().map(cost -> {
            List<List<Cell>> rows = new ArrayList<>();
            cost.lines()
                    .forEach(line -> rows.add(cells(
                            line.item(),
                            Plain.quantity(line.quantity()) + " " + line.unit(),
                            line.unitPrice(),
                            Plain.cents(line.amount()))));
            rows.add(cells("Total", "", "", Plain.money(cost.total(), cost.currency())));
            return new Section(
                    "Cost" + Highlights.period(cost),
                    List.of(
                            Head.text("Item"),
                            Head.figure("Quantity"),
                            Head.figure("Unit price"),
                            Head.figure("Amount")),
                    rows,
                    assumptions(cost));
        });
    }

    private static List<String> assumptions(Cost cost) {
        return Stream.concat(Stream.of("List prices of " + cost.priceDate() + "."), cost.assumptions().stream())
                .toList();
    }

    /** Said as well where nothing is known, if it was asked. */
    private Optional<Section> upstream() {
        boolean asked = report.highlights().stream()
                .anyMatch(highlight -> highlight.topic().equals(Highlights.UPSTREAM)
                        && !highlight.state().equals(Highlights.FAILED));
        if (!asked && report.upstream().isEmpty() && report.suggestedUpstream().isEmpty()) {
            return Optional.empty();
        }
        List<List<Cell>> rows = new ArrayList<>();
        report.upstream().forEach(edge -> rows.add(edge(edge, edge.dataset(), edge.how())));
        report.suggestedUpstream()
                .forEach(edge -> rows.add(edge(edge, "perhaps " + edge.dataset(), "suggested by " + edge.how())));
        if (rows.isEmpty()) {
            rows.add(cells("None is known", "", ""));
        }
        return Optional.of(Section.table("Upstream datasets", heads("Dataset", "How it is known", "Columns"), rows));
    }

    private static List<Cell> edge(Dependency edge, String name, String how) {
        return cells(name, Plain.words(how), String.join(", ", edge.columns()));
    }

    private Section findings() {
        List<List<Cell>> rows = report.findings().stream()
                .map(finding -> List.of(
                        Cell.of(finding.title()),
                        Cell.badge(finding.severity().text(), finding.severity().text()),
                        Cell.of(finding.detail() + JudgementSections.source(finding))))
                .toList();
        return Section.table(
                "Findings",
                heads("Finding", "Severity", "Detail"),
                rows.isEmpty() ? List.of(cells("None", "", "")) : rows);
    }

    private Section columns() {
        int others = report.columns().size() - Plain.MOST_COLUMNS;
        List<List<Cell>> rows = report.columns().stream()
                .limit(Plain.MOST_COLUMNS)
                .map(column -> cells(
                        column.name(),
                        Plain.words(column.logicalType()),
                        column.physicalType(),
                        Plain.count(column.nulls()),
                        Plain.count(column.distinct())))
                .toList();
        return new Section(
                "Columns",
                List.of(
                        Head.text("Column"),
                        Head.text("Holds"),
                        Head.text("Kept as"),
                        Head.figure("Missing"),
                        Head.figure("Distinct")),
                rows,
                others > 0 ? List.of(Plain.count(others) + " more columns are in the JSON form.") : List.of());
    }
}
