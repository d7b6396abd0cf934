package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people declare about a dataset; what nobody declared is empty.
 *
 * @param region where it lies, for instance {@code eu-west-1}
 * @param lawfulBasis GDPR Art. 6: {@code consent, contract, legal_obligation, vital_interests, public_task, legitimate_interests}; LGPD Art. 7 also
 *     {@code research, legal_proceedings, health_protection, credit_protection}
 * @param retention ISO-8601 period, for instance {@code P2Y}
 * @param retentionColumn the date column that ages the records
 * @param consentSource where consent is recorded (system, dataset or column)
 * @param recipients who is given the data
 * @param transfers countries (ISO 3166-1 alpha-2) or regions that the data goes to
 * @param schedule when it is processed
 * @param upstream ids, locations or names of datasets it is made from
 * @param necessity why each personal column is needed for the purpose (GDPR Art. 5(1)(c))
 * @param specialCategoryCondition GDPR Art. 9(2), for instance {@code explicit_consent}
 * @param transferSafeguard GDPR Art. 45, 46 or 49, for instance {@code standard_contractual_clauses}
 * @param impactAssessment where the assessment of GDPR Art. 35 is kept
 * @param securityMeasures GDPR Art. 32, for instance {@code encryption_at_rest, access_control, masking}
 * @param maskedColumns columns whose values are said to be masked, pseudonymised or anonymised
 * @param privacyNotice where data subjects are informed (GDPR Art. 13, 14)
 * @param rightsProcedure who answers data subjects that exercise their rights, and how (GDPR Art. 12 to 22)
 */
public record Declarations(
        Optional<String> owner,
        Optional<String> region,
        List<String> tags,
        Optional<String> purpose,
        Optional<String> lawfulBasis,
        List<String> dataSubjects,
        Optional<String> retention,
        Optional<String> retentionColumn,
        Optional<String> consentSource,
        List<String> recipients,
        List<String> transfers,
        Optional<ProcessingSchedule> schedule,
        List<String> upstream,
        Optional<String> necessity,
        Optional<String> specialCategoryCondition,
        Optional<String> transferSafeguard,
        Optional<String> impactAssessment,
        List<String> securityMeasures,
        List<String> maskedColumns,
        Optional<String> privacyNotice,
        Optional<String> rightsProcedure) {
    /** Measures that take direct identifiers out of the data (GDPR Art. 4(5), recital 26). */
    private static final Set<String> MASKING = Set.of(
            "anonymisation",
            "anonymization",
            "pseudonymisation",
            "pseudonymization",
            "tokenisation",
            "tokenization",
            "masking");

    public Declarations {
        tags = List.copyOf(tags);
        dataSubjects = List.copyOf(dataSubjects);
        recipients = List.copyOf(recipients);
        transfers = List.copyOf(transfers);
        upstream = List.copyOf(upstream);
        securityMeasures = List.copyOf(securityMeasures);
        maskedColumns = List.copyOf(maskedColumns);
    }

    /** The declared measures that say that no direct identifier is left, in the order of the alphabet. */
    public List<String> maskingMeasures() {
        return securityMeasures.stream().filter(MASKING::contains).sorted().toList();
    }

    /** Whether somebody says of the dataset, or of columns of it, that it is masked, pseudonymised or anonymised. */
    public boolean saidToBeMasked() {
        return !maskedColumns.isEmpty() || !maskingMeasures().isEmpty();
    }

    /** Whether somebody says that the data is about persons: who they are, on which basis, that it is masked. */
    public boolean saidToBePersonal() {
        return !dataSubjects.isEmpty()
                || lawfulBasis.isPresent()
                || specialCategoryCondition.isPresent()
                || consentSource.isPresent()
                || saidToBeMasked();
    }

    public static Declarations none() {
        return DeclarationChanges.read(Map.of());
    }
}
