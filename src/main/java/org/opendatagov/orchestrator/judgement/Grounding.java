package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Judgement;
import org.opendatagov.orchestrator.expert.Judgement.Suggestion;
import org.opendatagov.orchestrator.expert.Judgement.ToolUse;
import org.opendatagov.orchestrator.expert.Judgement.Unsupported;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.judgement.Claim.OwnFinding;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;

/**
 * Takes of a model's answer what the evidence holds, and keeps the rest apart. What rules concluded stays as it is: the model orders findings
 * of one severity, and adds its own, none more severe than the worst that a rule concluded from the same evidence.
 */
final class Grounding {
    private final Grounds grounds;
    private final ExpertReport report;
    private final List<Unsupported> unsupported = new ArrayList<>();
    private final Set<String> citations = new LinkedHashSet<>();

    Grounding(Grounds grounds, ExpertReport report) {
        this.grounds = grounds;
        this.report = report;
    }

    ExpertReport judged(ModelWords words, Answered answer, Prompt prompt, List<ToolUse> tools) {
        List<Claim> summary = words.summary().stream().filter(this::supported).toList();
        List<Finding> own = own(words.findings());
        List<Suggestion> suggestions = words.suggestions().stream()
                .filter(this::supported)
                .map(claim -> new Suggestion(claim.text(), claim.evidence()))
                .toList();
        List<String> ranking =
                words.ranking().stream().filter(grounds::isFinding).toList();
        Judgement judgement = new Judgement(
                summary.stream().map(Claim::text).collect(Collectors.joining(" ")),
                answer.model(),
                prompt.id(),
                answer.cached(),
                ranking,
                suggestions,
                unsupported,
                List.copyOf(citations),
                tools,
                "",
                "");
        List<Finding> all = new ArrayList<>(ranked(ranking));
        all.addAll(own);
        return report.judged(all, report.evidence(), judgement);
    }

    private boolean supported(Claim claim) {
        Optional<String> against = grounds.against(claim);
        against.ifPresent(why -> unsupported.add(new Unsupported(claim.kind(), claim.text(), why)));
        if (against.isEmpty()) {
            claim.evidence().stream().filter(grounds::isPassage).forEach(citations::add);
        }
        return against.isEmpty();
    }

    /** The rules' findings, those of equal severity as the model ranks them. */
    private List<Finding> ranked(List<String> ranking) {
        if (ranking.isEmpty()) {
            return report.findings();
        }
        return report.findings().stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .reversed()
                        .thenComparingInt(finding -> place(ranking, finding.id())))
                .toList();
    }

    private static int place(List<String> ranking, String id) {
        int at = ranking.indexOf(id);
        return at < 0 ? ranking.size() : at;
    }

    private List<Finding> own(List<OwnFinding> told) {
        List<Finding> own = new ArrayList<>();
        for (OwnFinding finding : told) {
            if (supported(finding.claim())) {
                own.add(own(finding, "model." + (own.size() + 1)));
            }
        }
        return own;
    }

    private Finding own(OwnFinding told, String id) {
        Set<String> cited = grounds.supporting(told.evidence());
        return new Finding(
                id,
                severity(told.severity(), cited),
                told.title(),
                told.detail(),
                subject(told),
                FindingSource.MODEL,
                told.confidence(),
                List.copyOf(cited),
                told.recommendation(),
                "");
    }

    private static Subject subject(OwnFinding told) {
        return new Subject(
                told.dataset().orElse(null),
                told.column().orElse(null),
                told.job().orElse(null));
    }

    private Severity severity(String told, Set<String> cited) {
        Severity asked = Arrays.stream(Severity.values())
                .filter(one -> one.text().equals(told))
                .findFirst()
                .orElse(Severity.INFO);
        Severity most = report.findings().stream()
                .filter(finding -> cited.contains(finding.id())
                        || finding.evidence().stream().anyMatch(cited::contains))
                .map(Finding::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.LOW);
        return asked.compareTo(most) > 0 ? most : asked;
    }
}
