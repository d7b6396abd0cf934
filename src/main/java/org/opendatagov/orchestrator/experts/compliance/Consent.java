package org.opendatagov.orchestrator.experts.compliance;

import java.util.Map;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/**
 * Whether the consent that a dataset rests on can be shown (GDPR Art. 7(1)).
 *
 * @param status {@code gap}: it rests on consent that cannot be shown, or that records lack; {@code undeclared}: no lawful basis is declared;
 *     {@code recorded}, {@code not_needed}
 */
record Consent(String status, String reason) {
    private static final String GAP = "gap";
    private static final String UNDECLARED = "undeclared";

    /** By what is declared alone. */
    static Consent of(Declarations declared) {
        boolean explicit = declared.specialCategoryCondition()
                .filter("explicit_consent"::equals)
                .isPresent();
        boolean basis = declared.lawfulBasis().filter("consent"::equals).isPresent();
        if (!explicit && !basis) {
            return declared.lawfulBasis()
                    .map(other -> new Consent("not_needed", "The declared basis is %s.".formatted(other)))
                    .orElse(new Consent(
                            UNDECLARED, "No lawful basis is declared, so nobody can say whether consent is needed."));
        }
        return declared.consentSource().isEmpty()
                ? new Consent(GAP, "It rests on consent, and nobody declared where that is recorded.")
                : new Consent("recorded", "Consent is declared to be recorded; it was not looked at.");
    }

    /** @param counted what its records say */
    static Consent of(Declarations declared, Outcome counted) {
        Consent said = of(declared);
        if (!said.status().equals("recorded")) {
            return said;
        }
        return new Consent(
                counted.verdict() == Verdict.VIOLATED ? GAP : "recorded",
                counted.reason().isEmpty() ? said.reason() : counted.reason());
    }

    void report(String location, Findings findings) {
        Subject subject = Subject.ofDataset(location);
        String id = findings.evidence("consent." + location, "consent", subject, reason, Map.of("status", status));
        if (status.equals(GAP)) {
            findings.rule(
                    Severity.HIGH,
                    "Consent cannot be shown for '%s'".formatted(location),
                    reason,
                    subject,
                    1,
                    id,
                    "Declare where consent for '%s' is recorded (consent_source), obtain what is missing, or declare another basis."
                            .formatted(location),
                    "GDPR Art. 7(1)");
        } else if (status.equals(UNDECLARED)) {
            findings.rule(
                    Severity.HIGH,
                    "No lawful basis is declared for '%s'".formatted(location),
                    reason,
                    subject,
                    1,
                    id,
                    "Declare the lawful basis of '%s' (lawful_basis).".formatted(location),
                    "GDPR Art. 6(1)");
        }
    }
}
