package org.opendatagov.orchestrator.privacy;

/**
 * A class of personal data found in a column.
 *
 * @param name the class as a word, for instance {@code email}, {@code credit_card}, {@code person_name}
 * @param confidence 0..1
 * @param matching number of values whose form fits
 * @param validating number of values that also pass the class's check (digits, suffix, checksum)
 * @param share validating values by non-null values, 0..1
 */
public record ClassMatch(String name, double confidence, long matching, long validating, double share) {}
