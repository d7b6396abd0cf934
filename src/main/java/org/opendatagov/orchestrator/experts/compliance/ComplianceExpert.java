package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;
import org.springframework.stereotype.Component;

/** Judges a dataset by the GDPR, from what was found in it and what is declared for it. What a person must judge it says, and leaves open. */
@Component
public class ComplianceExpert implements Expert {
    private final Datasets datasets;
    private final Catalog catalog;
    private final Checks checks;
    private final RulePack pack = RulePack.gdpr();

    public ComplianceExpert(Datasets datasets, Catalog catalog, Clock clock) {
        this.datasets = datasets;
        this.catalog = catalog;
        this.checks = new Checks(datasets, clock);
    }

    @Override
    public String name() {
        return "ComplianceExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(ComplianceSchemas.VALIDATE_GDPR);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ActionInputs.accept(this, request);
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        Facts facts = Facts.of(
                dataset, datasets.profile(dataset), request.context(), catalog.declarations(dataset.location()));
        List<Judgement> judgements = pack.rules().stream()
                .map(rule -> Judgement.of(rule, facts, checks))
                .toList();
        Verdict verdict = judgements.stream()
                .map(Judgement::verdict)
                .min(Comparator.naturalOrder())
                .orElse(Verdict.NOT_APPLICABLE);
        List<String> gaps =
                judgements.stream().filter(Judgement::open).map(Judgement::name).toList();
        Findings findings = findings(facts, judgements);
        return new ExpertReport(
                summary(verdict, judgements, gaps),
                findings.findings(),
                findings.evidence(),
                result(verdict, facts, judgements),
                Map.of("gdpr_verdict", verdict.text(), "gdpr_gaps", gaps),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private static Findings findings(Facts facts, List<Judgement> judgements) {
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
        return findings;
    }

    private Map<String, Object> result(Verdict verdict, Facts facts, List<Judgement> judgements) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", verdict.text());
        result.put("rules", judgements.stream().map(Judgement::describe).toList());
        result.put("personal_columns", facts.personalColumns());
        result.put("special_categories", List.copyOf(facts.specialCategories()));
        result.put("law", Map.of("source", pack.source(), "date", pack.date()));
        return result;
    }

    private static String summary(Verdict verdict, List<Judgement> judgements, List<String> gaps) {
        return switch (verdict) {
            case NOT_APPLICABLE -> "No personal data was found: the GDPR's rules on it do not apply";
            case SATISFIED -> "GDPR: what data and declarations can decide is in order";
            case NEEDS_EVIDENCE -> "GDPR pending: " + String.join(", ", gaps);
            case VIOLATED ->
                "GDPR violated: "
                        + String.join(
                                ", ",
                                judgements.stream()
                                        .filter(judgement -> judgement.verdict() == Verdict.VIOLATED)
                                        .map(Judgement::name)
                                        .toList())
                        + (gaps.size() > 1 ? "; %d rules are open in all".formatted(gaps.size()) : "");
        };
    }
}
