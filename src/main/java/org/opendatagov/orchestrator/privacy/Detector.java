package org.opendatagov.orchestrator.privacy;

/** Recognises one class in a single value. */
enum Detector {
    EMAIL("email", true),
    CREDIT_CARD("credit_card", true),
    IBAN("iban", true),
    IP_ADDRESS("ip_address", true),
    MAC_ADDRESS("mac_address", true),
    US_SSN("us_ssn", true),
    PHONE("phone", true),
    NHS_NUMBER("nhs_number", false),
    BR_CPF("br_cpf", false),
    PL_PESEL("pl_pesel", false),
    IN_AADHAAR("in_aadhaar", false),
    ES_NIF("es_nif", true),
    IT_FISCAL_CODE("it_fiscal_code", true),
    UK_NINO("uk_nino", true),
    IN_PAN("in_pan", true),
    PERSON_NAME("person_name", false),
    POSTAL_ADDRESS("postal_address", false),
    GENDER("gender", false),
    DATE("birth_date", false);

    private final String className;
    private final boolean telling;

    Detector(String className, boolean telling) {
        this.className = className;
        this.telling = telling;
    }

    /** The class as clients see it. */
    String className() {
        return className;
    }

    /** Whether the form alone, without a label, says what the value is. */
    boolean telling() {
        return telling;
    }
}
