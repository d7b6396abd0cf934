package org.opendatagov.orchestrator.catalog;

import java.util.Optional;

/**
 * What is searched for; all that is given must fit.
 *
 * @param text part of name, location, owner, a tag, or a name that events use; empty for all
 * @param tag a whole tag
 * @param owner a whole owner
 * @param region a whole region
 * @param classOf a class of personal data that one of its columns has; {@code personal} for any
 */
public record DatasetSearch(
        String text,
        Optional<String> tag,
        Optional<String> owner,
        Optional<String> region,
        Optional<String> classOf,
        int limit) {
    public static DatasetSearch all(int limit) {
        return of("", limit);
    }

    public static DatasetSearch of(String text, int limit) {
        return new DatasetSearch(text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
