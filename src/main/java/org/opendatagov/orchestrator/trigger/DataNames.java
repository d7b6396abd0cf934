package org.opendatagov.orchestrator.trigger;

import java.util.regex.Pattern;

/** Which names of files and objects a trigger takes for data; others it leaves alone. */
final class DataNames {
    private static final Pattern ENDING =
            Pattern.compile("(?is).*[.](parquet|(csv|tsv|json|jsonl|ndjson)([.](gz|zst))?)");

    private DataNames() {}

    /** As in Spark and Hive, a part that begins with a dot or an underscore is no data: it may be half written. */
    static boolean isData(String key) {
        for (String part : key.split("/", -1)) {
            if (part.startsWith(".") || part.startsWith("_")) {
                return false;
            }
        }
        return ENDING.matcher(key).matches();
    }
}
