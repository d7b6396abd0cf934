package org.opendatagov.orchestrator.experts.compliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Judges a dataset by the GDPR, from what was found in it and what is declared for it. What a person must judge it says, and leaves open. */
@Component
public class ComplianceExpert implements Expert {
    private static final ExpertAction VALIDATE = new ExpertAction(
            "validate_gdpr",
            "compliance_checking",
            "Checks a dataset against the rules of the GDPR that data and declarations can decide",
            Schemas.object(Map.of("file_path", Schemas.dataset()), "file_path"),
            Schemas.object(
                    Map.of(
                            "verdict", Schemas.text("satisfied, needs_evidence or not_applicable"),
                            "rules",
                                    Schemas.list(Schemas.object(
                                            Map.of(
                                                    "id", Schemas.text(),
                                                    "article", Schemas.text(),
                                                    "title", Schemas.text(),
                                                    "verdict", Schemas.text(),
                                                    "remedy", Schemas.text()),
                                            "id",
                                            "article",
                                            "title",
                                            "verdict",
                                            "remedy")),
                            "personal_columns", Schemas.list(Schemas.text())),
                    "verdict",
                    "rules",
                    "personal_columns"));

    private final Datasets datasets;
    private final Catalog catalog;
    private final RulePack pack = RulePack.read("/rules/gdpr.yaml");

    public ComplianceExpert(Datasets datasets, Catalog catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    /** What was found and what is declared. */
    private record Facts(Dataset dataset, List<String> personal, boolean special, Declarations declared) {
        boolean applies(GdprRule rule) {
            return switch (rule.when()) {
                case "special" -> special;
                case "consent" ->
                    !personal.isEmpty()
                            && declared.lawfulBasis().map("consent"::equals).orElse(true);
                default -> !personal.isEmpty();
            };
        }

        boolean has(String need) {
            return switch (need) {
                case "owner" -> declared.owner().isPresent();
                case "region" -> declared.region().isPresent();
                case "purpose" -> declared.purpose().isPresent();
                case "lawful_basis" -> declared.lawfulBasis().isPresent();
                case "retention" -> declared.retention().isPresent();
                case "consent_source" -> declared.consentSource().isPresent();
                case "data_subjects" -> !declared.dataSubjects().isEmpty();
                default -> false;
            };
        }
    }

    @Override
    public String name() {
        return "ComplianceExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(VALIDATE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        if (!request.action().equals(VALIDATE.name())) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_ACTION, "ComplianceExpert knows validate_gdpr, not '" + request.action() + "'.");
        }
        Facts facts = facts(request);
        Findings findings = new Findings();
        List<Object> judged = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        pack.rules().stream().filter(facts::applies).forEach(rule -> {
            List<String> missing =
                    rule.needs().stream().filter(need -> !facts.has(need)).toList();
            boolean open = !missing.isEmpty() || rule.needs().isEmpty();
            judged.add(judged(rule, open, missing));
            if (open) {
                gaps.add(rule.title().toLowerCase(Locale.ROOT));
                report(rule, missing, facts.dataset(), findings);
            }
        });
        String verdict =
                facts.personal().isEmpty() ? "not_applicable" : gaps.isEmpty() ? "satisfied" : "needs_evidence";
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", verdict);
        result.put("rules", judged);
        result.put("personal_columns", facts.personal());
        return new ExpertReport(
                summary(verdict, gaps),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("gdpr_verdict", verdict, "gdpr_gaps", gaps),
                Map.of(facts.dataset().location(), facts.dataset().fingerprint()));
    }

    private Facts facts(ExpertRequest request) {
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        Declarations declared = catalog.declarations(dataset.location());
        Optional<ContextValue> found = request.context().find("personal_columns");
        List<String> personal = new ArrayList<>();
        boolean special = false;
        if (found.isPresent() && found.get().value() instanceof List<?> columns) {
            for (Object column : columns) {
                if (column instanceof Map<?, ?> map) {
                    personal.add(String.valueOf(map.get("column")));
                    special |= Boolean.TRUE.equals(map.get("special_category"));
                }
            }
            return new Facts(dataset, personal, special, declared);
        }
        var columns = datasets.profile(dataset).columns().stream()
                .filter(column -> column.privacy().personal())
                .toList();
        columns.forEach(column -> personal.add(column.name()));
        return new Facts(
                dataset,
                personal,
                columns.stream().anyMatch(column -> column.privacy().specialCategory()),
                declared);
    }

    private static Map<String, Object> judged(GdprRule rule, boolean open, List<String> missing) {
        Map<String, Object> judged = new LinkedHashMap<>();
        judged.put("id", rule.id());
        judged.put("article", rule.article());
        judged.put("title", rule.title());
        judged.put("verdict", open ? "needs_evidence" : "satisfied");
        judged.put("evidence_needed", missing);
        judged.put("remedy", open ? rule.remedy() : "");
        return judged;
    }

    private static void report(GdprRule rule, List<String> missing, Dataset dataset, Findings findings) {
        Subject subject = Subject.ofDataset(dataset.location());
        String what = missing.isEmpty() ? "a person must judge it" : "not declared: " + String.join(", ", missing);
        String id = findings.evidence(rule.id(), "declaration", subject, what, Map.of("missing", missing));
        findings.rule(
                Severity.valueOf(rule.severity().toUpperCase(Locale.ROOT)),
                "GDPR %s, %s: evidence is missing"
                        .formatted(rule.article(), rule.title().toLowerCase(Locale.ROOT)),
                what,
                subject,
                1,
                id,
                rule.remedy() + (missing.isEmpty() ? "" : " (PATCH /api/v1/datasets/" + dataset.id() + ")"),
                "GDPR " + rule.article());
    }

    private static String summary(String verdict, List<String> gaps) {
        return switch (verdict) {
            case "not_applicable" -> "No personal data was found: the GDPR's rules on it do not apply";
            case "satisfied" -> "What can be decided from data and declarations is in order";
            default -> "GDPR pending: " + String.join(", ", gaps);
        };
    }
}
