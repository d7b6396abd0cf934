package org.opendatagov.orchestrator.experts.compliance;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;

/**
 * A dataset judged by the rules of a pack.
 *
 * @param skipped names of files of rules that were left out because they are wrong
 */
record PackJudgement(RulePack pack, Facts facts, List<Judgement> judgements, Set<String> skipped) {
    static PackJudgement of(RulePack pack, Facts facts, Checks checks, Set<String> skipped) {
        return new PackJudgement(
                pack,
                facts,
                pack.rules().stream()
                        .map(rule -> Judgement.of(pack.name(), rule, facts, checks))
                        .toList(),
                skipped);
    }

    private Verdict verdict() {
        return judgements.stream()
                .map(Judgement::verdict)
                .min(Comparator.naturalOrder())
                .orElse(Verdict.NOT_APPLICABLE);
    }

    private List<String> named(Verdict... verdicts) {
        List<Verdict> wanted = List.of(verdicts);
        return judgements.stream()
                .filter(judgement -> wanted.contains(judgement.verdict()))
                .map(Judgement::name)
                .distinct()
                .toList();
    }

    ExpertReport report() {
        Findings findings = new Findings();
        findings.evidence(
                "personal_data",
                "personal_data",
                Subject.ofDataset(facts.dataset().location()),
                "Personal columns by label and content",
                Map.of(
                        "columns", facts.personalColumns().size(),
                        "special_categories", List.copyOf(facts.specialCategories())));
        judgements.stream()
                .filter(judgement -> judgement.verdict() != Verdict.NOT_APPLICABLE)
                .forEach(judgement -> judgement.report(facts, findings));
        List<String> gaps = named(Verdict.VIOLATED, Verdict.NEEDS_EVIDENCE);
        return new ExpertReport(
                summary(gaps),
                findings.findings(),
                findings.evidence(),
                result(),
                Map.of(pack.id() + "_verdict", verdict().text(), pack.id() + "_gaps", gaps),
                Map.of(facts.dataset().location(), facts.dataset().fingerprint()));
    }

    private Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", verdict().text());
        result.put("rules", judgements.stream().map(Judgement::describe).toList());
        result.put("personal_columns", facts.personalColumns());
        result.put("special_categories", List.copyOf(facts.specialCategories()));
        result.put("law", Map.of("source", pack.source(), "date", pack.date()));
        if (!skipped.isEmpty()) {
            result.put("skipped_files", List.copyOf(skipped));
        }
        return result;
    }

    private String summary(List<String> gaps) {
        return switch (verdict()) {
            case NOT_APPLICABLE ->
                "No personal data was found: the %s's rules on it do not apply".formatted(pack.name());
            case SATISFIED -> "%s: what data and declarations can decide is in order".formatted(pack.name());
            case NEEDS_EVIDENCE -> "%s pending: %s".formatted(pack.name(), String.join(", ", gaps));
            case VIOLATED ->
                "%s violated: %s%s"
                        .formatted(
                                pack.name(),
                                String.join(", ", named(Verdict.VIOLATED)),
                                gaps.size() > 1 ? "; %d rules are open in all".formatted(gaps.size()) : "");
        };
    }
}
