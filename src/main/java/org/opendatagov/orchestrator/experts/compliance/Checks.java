package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.opendatagov.orchestrator.dataset.Datasets;

/** The checks by name. */
final class Checks {
    /** Measures that would leave no direct identifiers in the data (GDPR Art. 4(5), recital 26). */
    private static final Set<String> REPLACING = Set.of("anonymisation", "pseudonymisation", "tokenisation");

    private static final Set<String> DIRECT = Set.of("email", "phone", "credit_card", "iban", "us_ssn", "person_name");

    private final Check retention;
    private final Check consent;
    private final Check transfers;

    Checks(Datasets datasets, Clock clock) {
        this.retention = new RetentionCheck(datasets, clock);
        this.consent = new ConsentCheck(datasets);
        this.transfers = new TransferCheck(Countries.read());
    }

    Outcome check(GdprRule.CheckName name, Facts facts) {
        return switch (name) {
            case EXPLICIT_CONSENT -> explicitConsent(facts);
            case OFFICIAL_AUTHORITY ->
                Outcome.needs("legal_authority", "No declaration can show this; a person must judge it.");
            case CONSENT_RECORDED -> consent.of(facts);
            case RETENTION_KEPT -> retention.of(facts);
            case TRANSFERS_SAFEGUARDED -> transfers.of(facts);
            case PSEUDONYMS_SHOWN -> pseudonyms(facts);
        };
    }

    private static Outcome explicitConsent(Facts facts) {
        boolean byConsent = facts.declared()
                .specialCategoryCondition()
                .filter("explicit_consent"::equals)
                .isPresent();
        return byConsent && facts.declared().consentSource().isEmpty()
                ? Outcome.needs("consent_source", "Explicit consent is declared, but not where it is recorded.")
                : Outcome.satisfied();
    }

    /** Values of pseudonyms may look real: what is found asks for proof and proves nothing itself. */
    private static Outcome pseudonyms(Facts facts) {
        Set<String> claimed = new TreeSet<>(facts.declared().securityMeasures());
        claimed.retainAll(REPLACING);
        Set<String> found = new TreeSet<>(facts.classes());
        found.retainAll(DIRECT);
        return claimed.isEmpty() || found.isEmpty()
                ? Outcome.satisfied()
                : Outcome.needs(
                        "proof_of_" + claimed.iterator().next(),
                        "%s is declared, yet values validate as %s; show that they are not the real ones."
                                .formatted(String.join(", ", claimed), String.join(", ", found)));
    }
}
