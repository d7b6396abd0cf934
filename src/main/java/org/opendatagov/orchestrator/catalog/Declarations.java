package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What people declare about a dataset; what nobody declared is empty.
 *
 * @param region where it lies, for instance {@code eu-west-1}
 * @param lawfulBasis GDPR Art. 6: {@code consent, contract, legal_obligation, vital_interests, public_task, legitimate_interests}
 * @param retention ISO-8601 period, for instance {@code P2Y}
 * @param retentionColumn the date column that ages the records
 * @param consentSource where consent is recorded (system, dataset or column)
 * @param schedule when it is processed
 * @param upstream ids or locations of datasets it is made from
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
        List<String> upstream) {
    public Declarations {
        tags = List.copyOf(tags);
        dataSubjects = List.copyOf(dataSubjects);
        recipients = List.copyOf(recipients);
        transfers = List.copyOf(transfers);
        upstream = List.copyOf(upstream);
    }

    public static Declarations none() {
        return new Declarations(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
