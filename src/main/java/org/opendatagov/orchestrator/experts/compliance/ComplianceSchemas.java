package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the ComplianceExpert take and give. */
final class ComplianceSchemas {
    private static final String CAPABILITY = "compliance_checking";
    private static final String FILE = "file_path";
    private static final Map<String, Object> VERDICT =
            Schemas.oneOf("violated", "needs_evidence", "satisfied", "not_applicable");
    private static final Map<String, Object> RULE = Schemas.object(
            Map.of(
                    "id", Schemas.text(),
                    "article", Schemas.text(),
                    "title", Schemas.text(),
                    "verdict", VERDICT,
                    "evidence_needed", Schemas.list(Schemas.text("What must be declared or shown")),
                    "reason", Schemas.text(),
                    "remedy", Schemas.text("What to do; empty where nothing is to be done"),
                    "for_people", Schemas.text("What no program can decide")),
            "id",
            "article",
            "title",
            "verdict",
            "evidence_needed",
            "reason",
            "remedy",
            "for_people");
    private static final Map<String, Object> RESULT = Schemas.object(
            Map.of(
                    "verdict", VERDICT,
                    "rules", Schemas.list(RULE),
                    "personal_columns", Schemas.list(Schemas.text()),
                    "special_categories", Schemas.list(Schemas.text()),
                    "law", Schemas.object(Map.of("source", Schemas.text(), "date", Schemas.text()), "source", "date"),
                    "skipped_files",
                            Schemas.list(Schemas.text("A file of rules that is wrong; the log says what is wrong"))),
            "verdict",
            "rules",
            "personal_columns",
            "special_categories",
            "law");

    static final List<ExpertAction> ALL = List.of(
            pack("validate_gdpr", "the rules of the GDPR"),
            pack("validate_hipaa", "the Safe Harbor of HIPAA, 45 CFR 164.514(b)(2)"),
            pack("validate_lgpd", "the rules of Brazil's LGPD"),
            new ExpertAction(
                    "validate_rules",
                    CAPABILITY,
                    "Checks a dataset against a pack of rules that was added by a file",
                    Schemas.inputs(
                            Map.of(FILE, Schemas.dataset(), "pack", Schemas.text("The pack's id")), FILE, "pack"),
                    RESULT),
            new ExpertAction(
                    "validate_data_retention",
                    CAPABILITY,
                    "Counts records past their period, of one dataset or of each personal dataset of a scope, with what to delete; tells where consent cannot be shown",
                    Schemas.inputs(Map.of(
                            FILE,
                            Schemas.dataset(),
                            "scope",
                            DatasetScope.SCHEMA,
                            RetentionQuestion.PERIOD,
                            Schemas.text("ISO-8601 period instead of the declared one, such as P2Y"),
                            RetentionQuestion.COLUMN,
                            Schemas.text("The date column instead of the declared one"))),
                    retention()),
            new ExpertAction(
                    "assess_dpia",
                    CAPABILITY,
                    "Says which criteria for a data protection impact assessment (GDPR Art. 35) are met on what evidence, and what a person must decide",
                    Schemas.inputs(Map.of(FILE, Schemas.dataset()), FILE),
                    assessment()));

    private ComplianceSchemas() {}

    private static ExpertAction pack(String name, String law) {
        return new ExpertAction(
                name,
                CAPABILITY,
                "Checks a dataset against %s that data and declarations can decide".formatted(law),
                Schemas.inputs(Map.of(FILE, Schemas.dataset()), FILE),
                RESULT);
    }

    private static Map<String, Object> assessment() {
        Map<String, Object> criterion = Schemas.object(
                Map.of(
                        "number", Schemas.integer(),
                        "title", Schemas.text(),
                        "met", Schemas.oneOf("met", "not_met", "undecided"),
                        "evidence", Schemas.text(),
                        "for_people", Schemas.text()),
                "number",
                "title",
                "met",
                "evidence",
                "for_people");
        return Schemas.object(
                Map.of(
                        "conclusion", Schemas.oneOf("likely_required", "undecided", "not_applicable"),
                        "criteria_met", Schemas.integer(),
                        "criteria", Schemas.list(criterion),
                        "declared", Schemas.flag(),
                        "for_people", Schemas.list(Schemas.text()),
                        "source", Schemas.text()),
                "conclusion",
                "criteria_met",
                "criteria",
                "declared",
                "for_people",
                "source");
    }

    private static Map<String, Object> kept() {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("location", Schemas.text());
        kept.put("status", Schemas.oneOf("violated", "undeclared", "undetermined", "compliant"));
        kept.put("reason", Schemas.text());
        kept.put("retention", Schemas.text("ISO-8601"));
        kept.put("retention_column", Schemas.text());
        kept.put("proposed", Schemas.flag());
        kept.put("cutoff", Schemas.text("A date: records before it are past the period"));
        kept.put("rows", Schemas.integer());
        kept.put("dated", Schemas.integer());
        kept.put("expired", Schemas.integer());
        kept.put("deletion_predicate", Schemas.text("SQL that is true for records past the period"));
        kept.put("partitions_to_delete", Schemas.list(Schemas.text()));
        kept.put(
                "date_columns", Schemas.list(Schemas.text("A column that could age the records, the likeliest first")));
        return kept;
    }

    /** Of one dataset how it is kept; of a scope each one's, and how many are how. */
    private static Map<String, Object> retention() {
        Map<String, Object> dataset = new LinkedHashMap<>(kept());
        dataset.put("id", Schemas.text());
        dataset.put("name", Schemas.text());
        dataset.put("consent", Schemas.oneOf("gap", "undeclared", "recorded", "not_needed"));
        dataset.put("consent_reason", Schemas.text());
        Map<String, Object> result = new LinkedHashMap<>(kept());
        for (String count : List.of("total", "violated", "undeclared", "undetermined", "compliant")) {
            result.put(count, Schemas.integer());
        }
        result.put("consent_gaps", Schemas.list(Schemas.text("The location of a dataset")));
        result.put("without_lawful_basis", Schemas.list(Schemas.text("The location of a dataset")));
        result.put("datasets", Schemas.list(Schemas.object(dataset, "id", "location", "status", "consent")));
        return Schemas.object(result, "status");
    }
}
