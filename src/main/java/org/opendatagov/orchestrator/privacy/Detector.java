package org.opendatagov.orchestrator.privacy;

import java.util.Locale;

/** Recognises one class in a single value. */
enum Detector {
    EMAIL(Rule.FORM, true),
    IBAN(Rule.FORM, true),
    MAC_ADDRESS(Rule.FORM, false),
    CRYPTO_ADDRESS(Rule.FORM, true),
    ES_NIF(Rule.FORM, false),
    IT_FISCAL_CODE(Rule.FORM, true),
    US_ITIN(Rule.FORM, true),
    FR_NIR(Rule.CHECKED, false),
    CREDIT_CARD(Rule.CHECKED, true),
    NHS_NUMBER(Rule.CHECKED, false),
    BR_CPF(Rule.CHECKED, false),
    BR_CNPJ(Rule.CHECKED, false),
    PL_PESEL(Rule.CHECKED, false),
    IN_AADHAAR(Rule.CHECKED, false),
    US_DEA(Rule.CHECKED, false),
    UK_NINO(Rule.CHECKED, false),
    IN_PAN(Rule.CHECKED, false),
    PT_NIF(Rule.CHECKED, false),
    DE_TAX_ID(Rule.CHECKED, false),
    NL_BSN(Rule.CHECKED, false),
    CA_SIN(Rule.CHECKED, false),
    AU_TFN(Rule.CHECKED, false),
    AU_ABN(Rule.CHECKED, false),
    AU_MEDICARE(Rule.CHECKED, false),
    US_NPI(Rule.CHECKED, false),
    ABA_ROUTING(Rule.CHECKED, false),
    PASSPORT(Rule.LABELLED, false),
    DRIVER_LICENCE(Rule.LABELLED, false),
    BANK_ACCOUNT(Rule.LABELLED, false),
    USER_NAME(Rule.LABELLED, false),
    IP_ADDRESS(Rule.OWN, true),
    US_SSN(Rule.OWN, true),
    PHONE(Rule.OWN, true),
    PERSON_NAME(Rule.OWN, false),
    POSTAL_ADDRESS(Rule.OWN, false),
    GENDER(Rule.OWN, false),
    BIRTH_DATE(Rule.OWN, false);

    /** How values without a helpful label are judged. */
    enum Rule {
        /** The form tells by itself. */
        FORM,
        /** A checksum or a strict form, which a share of other codes passes by chance: nearly all of its form must pass. */
        CHECKED,
        /** Any number or code looks so: the label must say it. */
        LABELLED,
        /** A rule of its own. */
        OWN
    }

    private final Rule rule;
    private final boolean tellingOnce;

    Detector(Rule rule, boolean tellingOnce) {
        this.rule = rule;
        this.tellingOnce = tellingOnce;
    }

    /** The class as clients see it. */
    String className() {
        return name().toLowerCase(Locale.ROOT);
    }

    Rule rule() {
        return rule;
    }

    /** Whether a single one among other text makes its column personal. */
    boolean tellingOnce() {
        return tellingOnce;
    }
}
