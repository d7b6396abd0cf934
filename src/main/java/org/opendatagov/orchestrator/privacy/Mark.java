package org.opendatagov.orchestrator.privacy;

/** What else is worth counting of a column's values. */
enum Mark {
    /** An IP address that is no version number. */
    NO_VERSION,
    /** A telephone number with a plus, brackets or groups. */
    WRITTEN_PHONE,
    /** Ten to thirteen plain digits that make a valid telephone number; those that do not. */
    PLAIN_PHONE,
    NO_PLAIN_PHONE,
    /** Nine plain digits that a social security number may have; those that it may not. */
    PLAIN_SSN,
    NO_PLAIN_SSN,
    /** Seconds or milliseconds since 1970, from 2001 to 2038. */
    EPOCH,
    /** Digits with a point: an amount. */
    FRACTION,
    DATE,
    TIMED,
    YEAR,
    /** Whole quarters of an hour since 1970, before or behind it: a midnight somewhere. */
    QUARTERS,
    /** One digit of ISO/IEC 5218: 0, 1, 2, 9. */
    GENDER_CODE,
    MALE,
    FEMALE,
    /** Words of sentences, companies, jobs, goods. */
    COMMON,
    /** Digits and separators alone. */
    NUMBER
}
