package org.opendatagov.orchestrator.sql;

import java.util.regex.Pattern;

/** Places that SQL names by a text literal. What looks like none is not told, for a literal may be personal. */
final class Locations {
    private static final Pattern PLACE = Pattern.compile(
            "[a-zA-Z][a-zA-Z0-9+.-]*:/{1,3}\\S+|[^\\s@]*/[^\\s@]*|[\\w*?{},.=-]+\\.(?:csv|tsv|psv|txt|dat|log|json|jsonl|ndjson|parquet|orc|avro|arrow|xml|xlsx|db|duckdb|sqlite)"
                    + "(?:\\.(?:gz|zst|bz2|snappy|lz4|zip))?|@\\S+");
    private static final Pattern SECRET = Pattern.compile("(?<=://)[^/@]*@|[?#].*$");

    private Locations() {}

    /** The place that a quoted literal names, without user, password and parameters; else {@code (literal)}. */
    static String of(String literal) {
        String text = literal.replaceAll("^\\$?\\w*[$'\"]+|['\"]+$", "");
        return PLACE.matcher(text).matches() ? SECRET.matcher(text).replaceAll("") : "(literal)";
    }
}
