package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;

/** A rule and what can be said of it. */
record Judgement(String law, Rule rule, Outcome outcome) {

    /** @param law as findings call it */
    static Judgement of(String law, Rule rule, Facts facts, Checks checks) {
        if (!facts.applies(rule)) {
            return new Judgement(law, rule, new Outcome(Verdict.NOT_APPLICABLE, List.of(), "", Map.of()));
        }
        List<String> missing = rule.needs().stream()
                .filter(need -> !need.in(facts.declared()))
                .map(Need::text)
                .toList();
        if (!missing.isEmpty()) {
            String reason = "Not declared: " + String.join(", ", missing) + ".";
            return new Judgement(law, rule, new Outcome(Verdict.NEEDS_EVIDENCE, missing, reason, Map.of()));
        }
        return new Judgement(law, rule, checks.outcome(rule, facts));
    }

    Verdict verdict() {
        return outcome.verdict();
    }

    boolean open() {
        return verdict() == Verdict.VIOLATED || verdict() == Verdict.NEEDS_EVIDENCE;
    }

    String name() {
        return rule.title().toLowerCase(java.util.Locale.ROOT);
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", rule.id());
        described.put("article", rule.article());
        described.put("title", rule.title());
        described.put("verdict", verdict().text());
        described.put("evidence_needed", outcome.missing());
        described.put("reason", outcome.reason());
        described.put("remedy", open() ? remedy() : "");
        described.put("for_people", rule.forPeople());
        return described;
    }

    /** What to declare; of what was counted, or cannot be declared, the finding itself says what is to be done. */
    private String remedy() {
        boolean declarable = outcome.missing().stream().allMatch(Judgement::declarable);
        boolean told = rule.needs().isEmpty() || (verdict() == Verdict.NEEDS_EVIDENCE && declarable);
        return told ? rule.remedy() : outcome.reason();
    }

    private static boolean declarable(String missing) {
        for (Need need : Need.values()) {
            if (need.text().equals(missing)) {
                return true;
            }
        }
        return missing.equals("transfer_safeguard");
    }

    void report(Facts facts, Findings findings) {
        Subject subject = Subject.ofDataset(facts.dataset().location());
        Map<String, Object> figures = new LinkedHashMap<>(outcome.figures());
        figures.put("verdict", verdict().text());
        figures.put("missing", outcome.missing());
        String id = findings.evidence(
                rule.id(),
                "rule",
                subject,
                outcome.reason().isEmpty() ? "What the rule asks for is declared." : outcome.reason(),
                figures);
        if (open()) {
            boolean violated = verdict() == Verdict.VIOLATED;
            findings.rule(
                    rule.severity(),
                    "%s %s, %s: %s"
                            .formatted(law, rule.article(), name(), violated ? "violated" : "evidence is missing"),
                    outcome.reason(),
                    subject,
                    facts.confidence(),
                    id,
                    remedy(),
                    law + " " + rule.article());
        }
    }
}
