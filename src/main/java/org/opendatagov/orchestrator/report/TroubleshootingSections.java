package org.opendatagov.orchestrator.report;

import static org.opendatagov.orchestrator.report.Section.cells;
import static org.opendatagov.orchestrator.report.Section.heads;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.report.Section.Cell;
import org.opendatagov.orchestrator.report.Section.Head;
import org.opendatagov.orchestrator.report.Troubleshooting.Diagnosis;
import org.opendatagov.orchestrator.report.Troubleshooting.Saving;
import org.opendatagov.orchestrator.report.Troubleshooting.Skew;

/** The sections of a report on a slow pipeline. */
final class TroubleshootingSections {
    private static final int STAGES = 5;

    private TroubleshootingSections() {}

    static List<Section> of(Troubleshooting told) {
        List<Section> sections = new ArrayList<>();
        sections.add(causes(told));
        sections.add(bottlenecks(told));
        told.skew().map(TroubleshootingSections::skew).ifPresent(sections::add);
        told.cost().map(TroubleshootingSections::cost).ifPresent(sections::add);
        return sections;
    }

    private static Section causes(Troubleshooting told) {
        return new Section(
                "Causes",
                List.of(
                        Head.text("Cause"),
                        Head.text("Severity"),
                        Head.text("Figures"),
                        Head.text("Rule"),
                        Head.text("What to do"),
                        Head.figure("Saves")),
                told.diagnoses().stream().map(TroubleshootingSections::cause).toList(),
                told.warnings());
    }

    private static List<Cell> cause(Diagnosis diagnosis) {
        String where =
                diagnosis.stages().isEmpty() ? "" : " (stages %s)".formatted(Plain.some(diagnosis.stages(), STAGES));
        return List.of(
                Cell.of(Plain.words(diagnosis.cause()) + where),
                Cell.badge(diagnosis.severity(), diagnosis.severity()),
                Cell.of(diagnosis.detail()),
                Cell.of("%s (%s)".formatted(diagnosis.rule(), diagnosis.source())),
                Cell.of(String.join(" ", diagnosis.advice())),
                Cell.of(diagnosis.savedSeconds().signum() == 0 ? "–" : Plain.duration(diagnosis.savedSeconds())));
    }

    private static Section bottlenecks(Troubleshooting told) {
        List<String> delayed = told.delayedCount() == 0
                ? List.of()
                : List.of("%,d pipelines wait for it downstream: %s"
                        .formatted(told.delayedCount(), Plain.some(told.delayedPipelines(), 20)));
        return new Section(
                "Bottleneck datasets",
                List.of(
                        Head.text("Dataset"),
                        Head.figure("Read for"),
                        Head.figure("Share"),
                        Head.text("Partitioned"),
                        Head.figure("Pipelines that read it")),
                told.bottlenecks().stream()
                        .map(dataset -> cells(
                                dataset.dataset(),
                                dataset.seconds().map(Plain::duration).orElse("–"),
                                dataset.share().map(Plain::percent).orElse("–"),
                                dataset.partitioned()
                                        .map(known -> known ? "yes" : "no")
                                        .orElse("not known"),
                                Plain.count(dataset.readers())))
                        .toList(),
                delayed);
    }

    private static Section skew(Skew skew) {
        List<List<Cell>> rows = new ArrayList<>();
        add(rows, "Dataset", skew.dataset());
        skew.largestTenthShare()
                .ifPresent(share -> add(
                        rows,
                        "In the largest tenth of %s %s".formatted(Plain.count(skew.count()), skew.groups()),
                        Plain.percent(share) + " of the data"));
        add(rows, "Uneven keys", String.join(", ", skew.keys()));
        add(rows, "Partition by", skew.partitionBy());
        add(rows, "Not measured", skew.reason());
        return Section.table("Data skew", heads("What", "Found"), rows);
    }

    private static void add(List<List<Cell>> rows, String what, String found) {
        if (!found.isEmpty()) {
            rows.add(cells(what, found));
        }
    }

    private static Section cost(Saving cost) {
        return new Section(
                "Cost of a run",
                List.of(Head.text("When"), Head.figure("Amount")),
                List.of(
                        cells("Before", Plain.money(cost.before(), cost.currency())),
                        cells("After", Plain.money(cost.after(), cost.currency())),
                        cells(
                                "Saved",
                                "%s (%s %%)"
                                        .formatted(Plain.money(cost.saved(), cost.currency()), plain(cost.percent())))),
                cost.assumptions());
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What to read first. */
    static List<RunReport.Highlight> highlights(Troubleshooting told) {
        List<RunReport.Highlight> highlights = new ArrayList<>();
        highlights.add(cause(told));
        time(told).ifPresent(highlights::add);
        told.bottlenecks().stream()
                .findFirst()
                .ifPresent(first -> highlights.add(new RunReport.Highlight(
                        "Bottleneck",
                        Highlights.ATTENTION,
                        first.dataset()
                                + (first.partitioned().equals(Optional.of(false)) ? ", not partitioned" : "")
                                + (told.delayedCount() == 0
                                        ? ""
                                        : "; %,d pipelines delayed downstream".formatted(told.delayedCount())))));
        told.skew().map(TroubleshootingSections::unevenness).ifPresent(highlights::add);
        told.cost()
                .ifPresent(cost -> highlights.add(new RunReport.Highlight(
                        "Cost",
                        cost.percent().signum() > 0 ? Highlights.ATTENTION : Highlights.DONE,
                        cost.percent().signum() > 0
                                ? "%s a run, %s after: %s %% saved"
                                        .formatted(
                                                Plain.money(cost.before(), cost.currency()),
                                                Plain.money(cost.after(), cost.currency()),
                                                plain(cost.percent()))
                                : Plain.money(cost.before(), cost.currency()) + " a run")));
        return highlights;
    }

    private static RunReport.Highlight cause(Troubleshooting told) {
        List<String> causes = told.diagnoses().stream()
                .map(one -> Plain.words(one.cause()))
                .distinct()
                .toList();
        return causes.isEmpty()
                ? new RunReport.Highlight("Cause", Highlights.DONE, "No rule found a cause")
                : new RunReport.Highlight("Cause", Highlights.ATTENTION, Plain.some(causes, 4));
    }

    private static Optional<RunReport.Highlight> time(Troubleshooting told) {
        return told.seconds().map(seconds -> {
            String expected = told.expectedSeconds()
                    .map(wanted -> ", expected " + Plain.duration(wanted))
                    .orElse("");
            String estimated = told.estimatedSeconds()
                    .filter(after -> after.compareTo(seconds) < 0)
                    .map(after -> "; about %s with the advice".formatted(Plain.duration(after)))
                    .orElse("");
            boolean late = told.expectedSeconds()
                    .filter(wanted -> wanted.compareTo(seconds) < 0)
                    .isPresent();
            return new RunReport.Highlight(
                    "Time",
                    late ? Highlights.ATTENTION : Highlights.DONE,
                    Plain.duration(seconds) + expected + estimated);
        });
    }

    private static RunReport.Highlight unevenness(Skew skew) {
        String share = skew.largestTenthShare()
                .map(found -> "%s of the data in a tenth of the %s".formatted(Plain.percent(found), skew.groups()))
                .orElse(skew.reason().isEmpty() ? "Not measured" : skew.reason());
        String advice = skew.skewed() && !skew.partitionBy().isEmpty() ? "; partition by " + skew.partitionBy() : "";
        return new RunReport.Highlight("Skew", skew.skewed() ? Highlights.ATTENTION : Highlights.DONE, share + advice);
    }
}
