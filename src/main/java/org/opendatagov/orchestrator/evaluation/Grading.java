package org.opendatagov.orchestrator.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Judgement;
import org.opendatagov.orchestrator.expert.Severity;

/** Holds a report against a case's labels. */
final class Grading {
    private final LabelledCase labelled;
    private final ExpertReport report;

    Grading(LabelledCase labelled, ExpertReport report) {
        this.labelled = labelled;
        this.report = report;
    }

    Scores scores(BigDecimal costUsd) {
        List<Finding> counted = counted();
        List<Finding> right = counted.stream().filter(this::expected).toList();
        return new Scores(
                labelled.expected().size(),
                labelled.expected().size() - missed().size(),
                counted.size(),
                right.size(),
                byModel(counted),
                byModel(right),
                claims(),
                report.judgement().map(said -> said.unsupported().size()).orElse(0),
                costUsd);
    }

    private List<Finding> counted() {
        return report.findings().stream()
                .filter(finding -> expected(finding)
                        || (finding.severity() != Severity.INFO
                                && labelled.allowed().stream().noneMatch(label -> label.fits(finding))))
                .toList();
    }

    private boolean expected(Finding finding) {
        return labelled.expected().stream().anyMatch(label -> label.fits(finding));
    }

    private static int byModel(List<Finding> findings) {
        return (int) findings.stream()
                .filter(finding -> finding.source() == FindingSource.MODEL)
                .count();
    }

    private int claims() {
        return report.judgement()
                .map(said -> byModel(report.findings())
                        + said.suggestions().size()
                        + (said.summary().isEmpty() ? 0 : 1))
                .orElse(0);
    }

    List<String> missed() {
        List<String> missed = new ArrayList<>();
        labelled.expected().stream()
                .filter(label -> report.findings().stream().noneMatch(label::fits))
                .forEach(label -> missed.add(label.toString()));
        return missed;
    }

    List<String> wrong() {
        return counted().stream()
                .filter(finding -> !expected(finding))
                .map(Finding::title)
                .toList();
    }

    String silent() {
        return report.judgement().map(Judgement::silent).orElse("no model was asked");
    }
}
