package org.opendatagov.orchestrator.experts.lineage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How datasets and the columns that refer to them are called: {@code customers} and {@code customer_id}. */
final class Naming {
    /** Words before {@code _id} that name no dataset: parts of a row, of its transport, or identifiers of people and things. */
    private static final Set<String> GENERIC = Set.of(
            "row",
            "record",
            "event",
            "session",
            "uuid",
            "guid",
            "external",
            "internal",
            "unique",
            "global",
            "source",
            "parent",
            "child",
            "self",
            "root",
            "previous",
            "next",
            "batch",
            "job",
            "run",
            "file",
            "object",
            "message",
            "request",
            "trace",
            "span",
            "correlation",
            "transaction",
            "tax",
            "national",
            "passport",
            "government",
            "version",
            "hash",
            "key",
            "surrogate",
            "legacy",
            "old",
            "new");

    private static final String KEY = "_(id|key|code|no|number)$";

    private Naming() {}

    /** {@code CustomerID} and {@code customer-id} are {@code customer_id}. */
    static String label(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    /** What one row of a dataset is: {@code dim_customers} holds a {@code customer}. */
    static String entity(String dataset) {
        String plain = label(dataset).replaceFirst("^(dim|fact|fct|stg|raw|src|bronze|silver|gold)_", "");
        return singular(plain);
    }

    static String singular(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".*(ss|x|ch|sh)es")) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
    }

    static String plural(String word) {
        if (word.matches(".*[^aeiou]y")) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        return word + (word.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }

    /** Whether a column's label says that it refers to the key of a dataset. */
    static boolean refers(String column, String key, String dataset) {
        String from = label(column);
        String to = label(key);
        String entity = entity(dataset);
        boolean bare = to.matches("id|key|code|no|number|uuid|guid");
        String whole = bare ? entity + "_" + to : to;
        boolean keyLike = whole.matches(".+" + KEY) || whole.matches(".+_(uuid|guid)$");
        return keyLike && !entity.isEmpty() && (from.equals(whole) || from.endsWith("_" + whole));
    }

    /** The dataset that a label suggests: {@code customer_id} suggests {@code customers}. */
    static Optional<String> suggested(String column) {
        String label = label(column);
        String entity = label.replaceFirst("_id$", "");
        boolean says = label.endsWith("_id") && entity.matches("[a-z]{3,}") && !GENERIC.contains(entity);
        return says ? Optional.of(plural(entity)) : Optional.empty();
    }
}
