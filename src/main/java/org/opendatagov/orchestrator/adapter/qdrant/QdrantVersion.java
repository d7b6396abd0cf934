package org.opendatagov.orchestrator.adapter.qdrant;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that know what the adapter asks for: queries and the modifier IDF came with 1.10, an index that knows tenants with 1.11. */
final class QdrantVersion {
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,5})[.]([0-9]{1,5}).*");
    private static final int MAJOR = 1;
    private static final int LEAST_MINOR = 11;

    private QdrantVersion() {}

    /** One that says no numbers, as builds of one's own may, is taken at its word. */
    static void check(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        if (numbers.matches()) {
            int major = Integer.parseInt(numbers.group(1));
            int minor = Integer.parseInt(numbers.group(2));
            if (major < MAJOR || (major == MAJOR && minor < LEAST_MINOR)) {
                throw QdrantCalls.unusable(
                        "Qdrant " + major + "." + minor + " is too old; 1.11 or a newer one is needed.");
            }
        }
    }
}
