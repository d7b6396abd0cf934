package org.opendatagov.orchestrator.experts.compliance;

import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the ComplianceExpert take and give. */
final class ComplianceSchemas {
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
                    "law", Schemas.object(Map.of("source", Schemas.text(), "date", Schemas.text()), "source", "date")),
            "verdict",
            "rules",
            "personal_columns",
            "special_categories",
            "law");
    static final ExpertAction VALIDATE_GDPR = new ExpertAction(
            "validate_gdpr",
            "compliance_checking",
            "Checks a dataset against the rules of the GDPR that data and declarations can decide",
            Schemas.inputs(Map.of("file_path", Schemas.dataset()), "file_path"),
            RESULT);

    private ComplianceSchemas() {}
}
