package org.opendatagov.orchestrator.experts.compliance;

import java.util.Locale;
import org.opendatagov.orchestrator.catalog.Declarations;

/** A declaration that a rule asks for, called as it is declared. */
enum Need {
    OWNER,
    REGION,
    PURPOSE,
    LAWFUL_BASIS,
    DATA_SUBJECTS,
    RETENTION,
    RETENTION_COLUMN,
    CONSENT_SOURCE,
    RECIPIENTS,
    NECESSITY,
    SPECIAL_CATEGORY_CONDITION,
    IMPACT_ASSESSMENT,
    SECURITY_MEASURES,
    PRIVACY_NOTICE,
    RIGHTS_PROCEDURE;

    boolean in(Declarations declared) {
        return switch (this) {
            case OWNER -> declared.owner().isPresent();
            case REGION -> declared.region().isPresent();
            case PURPOSE -> declared.purpose().isPresent();
            case LAWFUL_BASIS -> declared.lawfulBasis().isPresent();
            case DATA_SUBJECTS -> !declared.dataSubjects().isEmpty();
            case RETENTION -> declared.retention().isPresent();
            case RETENTION_COLUMN -> declared.retentionColumn().isPresent();
            case CONSENT_SOURCE -> declared.consentSource().isPresent();
            case RECIPIENTS -> !declared.recipients().isEmpty();
            case NECESSITY -> declared.necessity().isPresent();
            case SPECIAL_CATEGORY_CONDITION ->
                declared.specialCategoryCondition().isPresent();
            case IMPACT_ASSESSMENT -> declared.impactAssessment().isPresent();
            case SECURITY_MEASURES -> !declared.securityMeasures().isEmpty();
            case PRIVACY_NOTICE -> declared.privacyNotice().isPresent();
            case RIGHTS_PROCEDURE -> declared.rightsProcedure().isPresent();
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
