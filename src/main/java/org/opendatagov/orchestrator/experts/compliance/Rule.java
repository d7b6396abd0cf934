package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;

/**
 * A rule of a pack.
 *
 * @param needs declarations that must be there, all of them
 * @param forbids what must not be in the data
 * @param check what is computed beyond that
 * @param forPeople what no program can decide
 */
record Rule(
        String id,
        String article,
        String title,
        Condition when,
        List<Need> needs,
        Optional<Forbidden> forbids,
        Optional<CheckName> check,
        Severity severity,
        String remedy,
        String forPeople) {
    Rule {
        needs = List.copyOf(needs);
    }

    /** What must have been found or declared for a rule to apply. */
    enum Condition {
        ALWAYS,
        ANY_PERSONAL,
        /** Personal data, and no other basis than consent declared. */
        CONSENT_POSSIBLE,
        SPECIAL_CATEGORY,
        CRIMINAL,
        /** A special category or criminal data. */
        SENSITIVE,
        /** Children are among the declared data subjects. */
        CHILDREN
    }

    /** What is computed from declarations and data. */
    enum CheckName {
        BASIS_OF_GDPR,
        BASIS_OF_LGPD,
        SENSITIVE_BASIS_OF_LGPD,
        EXPLICIT_CONSENT,
        OFFICIAL_AUTHORITY,
        CONSENT_RECORDED,
        PARENTAL_CONSENT,
        RETENTION_KEPT,
        TRANSFERS_SAFEGUARDED,
        TRANSFERS_FROM_BRAZIL,
        PSEUDONYMS_SHOWN,
        COLUMNS_JUSTIFIED,
        PERSON_CAN_BE_FOUND,
        BIRTH_DATES_POSSIBLE,
        DECLARATIONS_AGREE,
        /** ZIP codes of three digits whose area has more than 20,000 people, and no smaller area. */
        AREAS_LARGE,
        /** No part of a date but the year, and no year that tells of an age over 89. */
        YEARS_ALONE,
        AGES_BELOW_90,
        NO_UNIQUE_CODES,
        /** No program can decide it, ever. */
        FOR_PEOPLE
    }
}
