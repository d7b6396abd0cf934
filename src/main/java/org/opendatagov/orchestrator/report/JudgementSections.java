package org.opendatagov.orchestrator.report;

import static org.opendatagov.orchestrator.report.Section.cells;
import static org.opendatagov.orchestrator.report.Section.heads;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Judgement;
import org.opendatagov.orchestrator.report.RunReport.TaskJudgement;

/** What language models said, told apart from what rules found: their summaries, their advice, and what nothing supports. */
final class JudgementSections {
    private JudgementSections() {}

    static List<Section> of(List<TaskJudgement> judgements) {
        return List.of(summaries(judgements), suggestions(judgements), unsupported(judgements));
    }

    /** Behind a finding's detail, where a model told it. */
    static String source(Finding finding) {
        return finding.source() == FindingSource.RULE
                ? ""
                : " (said by a language model, confidence %s)"
                        .formatted(Plain.percent(BigDecimal.valueOf(finding.confidence())));
    }

    private static Section summaries(List<TaskJudgement> judgements) {
        return Section.table(
                "What language models say",
                heads("Task", "Judgement", "Model"),
                judgements.stream()
                        .map(one -> cells(one.task(), says(one.judgement()), model(one.judgement())))
                        .toList());
    }

    private static String says(Judgement judgement) {
        return judgement.withoutKnowledge().isEmpty()
                ? said(judgement)
                : said(judgement) + " " + judgement.withoutKnowledge();
    }

    private static String said(Judgement judgement) {
        if (!judgement.silent().isEmpty()) {
            return "Evidence alone. " + judgement.silent();
        }
        return judgement.summary().isEmpty() ? "Nothing that the evidence supports." : judgement.summary();
    }

    private static String model(Judgement judgement) {
        String by = judgement.model().isEmpty() ? "–" : judgement.model();
        return "%s, prompt %s%s".formatted(by, judgement.prompt(), judgement.cached() ? ", from the cache" : "");
    }

    private static Section suggestions(List<TaskJudgement> judgements) {
        return Section.table(
                "What language models suggest",
                heads("Task", "Suggestion", "Rests on"),
                judgements.stream()
                        .flatMap(one -> one.judgement().suggestions().stream()
                                .map(made -> cells(one.task(), made.text(), String.join(", ", made.evidence()))))
                        .toList());
    }

    private static Section unsupported(List<TaskJudgement> judgements) {
        Stream<List<Section.Cell>> rows = judgements.stream()
                .flatMap(one ->
                        one.judgement().unsupported().stream().map(said -> cells(one.task(), said.text(), said.why())));
        return Section.table("Said by language models, unsupported", heads("Task", "Statement", "Why"), rows.toList());
    }
}
