package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.Contradiction;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.PersonalDatasets;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * Judges datasets by laws, from what was found in them and what is declared for them. What a person must judge it says, and leaves open. It is
 * given a catalogue that it cannot write.
 */
@Component
public class ComplianceExpert implements Expert {
    private final Datasets datasets;
    private final CatalogReader catalog;
    private final Checks checks;
    private final ConsentCheck consent;
    private final RetentionOfOne retention;
    private final RulePacks packs;

    public ComplianceExpert(Datasets datasets, CatalogReader catalog, ComplianceSettings settings, Clock clock) {
        this.datasets = datasets;
        this.catalog = catalog;
        this.checks = new Checks(datasets, clock);
        this.consent = new ConsentCheck(datasets);
        this.retention = new RetentionOfOne(datasets, new Ageing(datasets, clock));
        this.packs = RulePacks.read(settings.rules());
    }

    @Override
    public String name() {
        return "ComplianceExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return ComplianceSchemas.ALL;
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ExpertAction action = ActionInputs.accept(this, request, problems(request));
        return switch (action.name()) {
            case "validate_data_retention" -> retention(request);
            case "assess_dpia" -> {
                Facts facts = facts(request);
                yield new DpiaAssessment(facts, new DpiaCriteria(facts, upstream(facts)).all()).report();
            }
            case "validate_rules" -> judged(request, request.requiredText("pack"));
            default -> judged(request, action.name().substring("validate_".length()));
        };
    }

    private List<Problem> problems(ExpertRequest request) {
        List<Problem> problems = new ArrayList<>();
        if (request.action().equals("validate_data_retention")) {
            problems.addAll(RetentionQuestion.problems(request));
            problems.addAll(DatasetScope.problems(request.inputs().get("scope")));
            boolean named = request.inputs().get("file_path") != null
                    || request.inputs().get("scope") != null;
            if (!named && request.context().find(PersonalDatasets.SHARED).isEmpty()) {
                problems.add(
                        new Problem(
                                "missing_input",
                                "/file_path",
                                "Input 'file_path' of validate_data_retention is missing; name a dataset, or a 'scope' of the catalogue."));
            }
        }
        if (request.inputs().get("pack") instanceof String pack
                && packs.find(pack).isEmpty()) {
            problems.add(new Problem(
                    "wrong_value",
                    "/pack",
                    "There is no pack '%s'; there are %s%s."
                            .formatted(
                                    pack,
                                    String.join(", ", packs.ids()),
                                    packs.skipped().isEmpty()
                                            ? ""
                                            : "; left out as wrong: "
                                                    + String.join(
                                                            ", ",
                                                            packs.skipped().keySet()))));
        }
        return problems;
    }

    private Facts facts(ExpertRequest request) {
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        return Facts.of(
                dataset,
                datasets.profile(dataset),
                request.context(),
                catalog.declarations(dataset.location()),
                contradictions(dataset));
    }

    /** What requests, files and events say differently of one dataset. */
    private List<String> contradictions(Dataset dataset) {
        return catalog
                .find(dataset.id())
                .map(known -> catalog.knowledge(known.id()).contradictions())
                .orElse(List.of())
                .stream()
                .map(found -> "%s is told differently by %s."
                        .formatted(
                                found.member(),
                                String.join(
                                        " and ",
                                        found.statements().stream()
                                                .map(Contradiction.Statement::source)
                                                .toList())))
                .toList();
    }

    private ExpertReport judged(ExpertRequest request, String pack) {
        RulePack rules = packs.find(pack)
                .orElseThrow(() -> new OrchestratorException(ErrorCode.INVALID_INPUT, "There is no pack " + pack));
        return PackJudgement.of(rules, facts(request), checks, packs.skipped().keySet())
                .report();
    }

    /** Names of the datasets that lineage knows a dataset to be made from; a key that refers to another dataset is no making. */
    private List<String> upstream(Facts facts) {
        return catalog.upstream(facts.dataset().id()).stream()
                .filter(edge -> !edge.how().equals("foreign_key"))
                .map(LineageEdge::upstream)
                .distinct()
                .map(id -> catalog.find(id).map(CatalogDataset::name).orElse(id))
                .toList();
    }

    private ExpertReport retention(ExpertRequest request) {
        if (request.text("file_path").isPresent()) {
            return retentionOfOne(request);
        }
        RetentionAudit audit = new RetentionAudit(datasets, retention, consent, request);
        Object shared = request.context()
                .find(PersonalDatasets.SHARED)
                .map(ContextValue::value)
                .orElse(null);
        return audit.of(PersonalDatasets.shared(catalog, shared)
                .orElseGet(
                        () -> catalog.personal(DatasetScope.of(request.inputs().get("scope")))));
    }

    private ExpertReport retentionOfOne(ExpertRequest request) {
        Facts facts = facts(request);
        Retention kept = retention.of(facts, RetentionQuestion.of(request, facts.declared()));
        Findings findings = new Findings();
        kept.report(facts.dataset().location(), findings);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("location", facts.dataset().location());
        result.putAll(kept.describe());
        return new ExpertReport(
                "Retention is %s: %s".formatted(kept.status().text(), kept.reason()),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("retention_status", kept.status().text()),
                Map.of(facts.dataset().location(), facts.dataset().fingerprint()));
    }
}
