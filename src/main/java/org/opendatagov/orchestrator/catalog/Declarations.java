package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people declare about a dataset; what nobody declared is empty.
 *
 * @param region where it lies, for instance {@code eu-west-1}
 * @param lawfulBasis GDPR Art. 6: {@code consent, contract, legal_obligation, vital_interests, public_task, legitimate_interests}
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
        List<String> securityMeasures) {
    public Declarations {
        tags = List.copyOf(tags);
        dataSubjects = List.copyOf(dataSubjects);
        recipients = List.copyOf(recipients);
        transfers = List.copyOf(transfers);
        upstream = List.copyOf(upstream);
        securityMeasures = List.copyOf(securityMeasures);
    }

    public static Declarations none() {
        return DeclarationChanges.read(Map.of());
    }
}
