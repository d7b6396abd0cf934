package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.experts.compliance.DpiaCriterion.Met;

/**
 * {@code assess_dpia}: whether GDPR Art. 35 asks for an impact assessment. In most cases two met criteria ask for one, and one may (WP 248 rev.01,
 * III.B.a); it is for the controller to decide.
 */
record DpiaAssessment(Facts facts, List<DpiaCriterion> criteria) {
    private static final int LIKELY = 2;

    List<DpiaCriterion> met() {
        return criteria.stream().filter(criterion -> criterion.met() == Met.MET).toList();
    }

    String conclusion() {
        if (facts.personal().isEmpty() && !facts.declared().saidToBePersonal()) {
            return "not_applicable";
        }
        return met().size() >= LIKELY ? "likely_required" : "undecided";
    }

    ExpertReport report() {
        Subject subject = Subject.ofDataset(facts.dataset().location());
        Findings findings = new Findings();
        String id = findings.evidence(
                "dpia",
                "impact_assessment",
                subject,
                "Criteria of WP 248 that data and declarations speak for",
                Map.of("met", met().stream().map(DpiaCriterion::number).toList(), "conclusion", conclusion()));
        boolean done = facts.declared().impactAssessment().isPresent();
        String titles =
                String.join("; ", met().stream().map(DpiaCriterion::title).toList());
        if (conclusion().equals("likely_required") && !done) {
            findings.rule(
                    Severity.HIGH,
                    "An impact assessment is likely required, and none is declared",
                    "%d of 9 criteria are met: %s.".formatted(met().size(), titles),
                    subject,
                    facts.confidence(),
                    id,
                    "Carry out the assessment of Art. 35(7) before the processing goes on, and declare where it is kept (impact_assessment).",
                    "GDPR Art. 35; WP 248 rev.01, III.B.a");
        } else if (conclusion().equals("undecided") && !done) {
            findings.rule(
                    Severity.LOW,
                    "Whether an impact assessment is required is for a person to decide",
                    met().isEmpty()
                            ? "No criterion is known to be met; what the criteria leave open is listed."
                            : "One criterion is met: %s.".formatted(titles),
                    subject,
                    1,
                    id,
                    "Answer what is left open for each criterion, and look into the supervisory authority's list (Art. 35(4)).",
                    "GDPR Art. 35; WP 248 rev.01, III.B.a");
        }
        return new ExpertReport(
                summary(done),
                findings.findings(),
                findings.evidence(),
                result(done),
                Map.of("dpia", conclusion()),
                Map.of(facts.dataset().location(), facts.dataset().fingerprint()));
    }

    private String summary(boolean done) {
        return switch (conclusion()) {
            case "not_applicable" -> "No personal data was found: Art. 35 does not apply";
            case "likely_required" ->
                "An impact assessment is likely required (%d of 9 criteria)%s"
                        .formatted(met().size(), done ? "; one is declared" : ", and none is declared");
            default -> "%d of 9 criteria are known to be met; a person must decide".formatted(met().size());
        };
    }

    private Map<String, Object> result(boolean done) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("conclusion", conclusion());
        result.put("criteria_met", met().size());
        result.put("criteria", criteria.stream().map(DpiaCriterion::describe).toList());
        result.put("declared", done);
        result.put(
                "for_people",
                List.of(
                        "Whether the processing is on the list of the supervisory authority (Art. 35(4), (5)).",
                        "Whether an exemption holds (Art. 35(10)), or an earlier assessment covers it.",
                        "What risk is left, and whether the authority must be consulted (Art. 36)."));
        result.put(
                "source", "Regulation (EU) 2016/679, Art. 35; Article 29 Working Party, WP 248 rev.01, 4 October 2017");
        return result;
    }
}
