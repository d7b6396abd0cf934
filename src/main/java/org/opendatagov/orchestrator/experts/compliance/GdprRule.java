package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;

/**
 * A rule of a pack.
 *
 * @param needs declarations that must be there, all of them
 * @param check what is computed beyond that
 * @param forPeople what no program can decide
 */
record GdprRule(
        String id,
        String article,
        String title,
        Condition when,
        List<Need> needs,
        Optional<CheckName> check,
        Severity severity,
        String remedy,
        String forPeople) {
    GdprRule {
        needs = List.copyOf(needs);
    }

    /** What must have been found or declared for a rule to apply. */
    enum Condition {
        ANY_PERSONAL,
        /** Personal data, and no other basis than consent declared. */
        CONSENT_POSSIBLE,
        SPECIAL_CATEGORY,
        CRIMINAL,
        /** A special category or criminal data. */
        SENSITIVE
    }

    /** What is computed from declarations and data. */
    enum CheckName {
        EXPLICIT_CONSENT,
        OFFICIAL_AUTHORITY,
        CONSENT_RECORDED,
        RETENTION_KEPT,
        TRANSFERS_SAFEGUARDED,
        PSEUDONYMS_SHOWN
    }
}
