package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a scan says of itself: its name, its line in the plan and, since Spark 2, its metadata. */
final class ScanReader {
    private static final Pattern NAME =
            Pattern.compile("(?:File|Batch)?Scan\\s+(\\w+)(?:\\s+([\\w.`-]+))?.*", Pattern.DOTALL);
    private static final Pattern LOCATION = Pattern.compile("\\[(.*)]?", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("[<,]([A-Za-z_][\\w.]*):");
    private static final Pattern OUTPUT = Pattern.compile("^[^\\[]*\\[([^]]*)]");

    private ScanReader() {}

    static Optional<Scan> read(String nodeName, String line, Map<String, String> metadata) {
        Matcher name = NAME.matcher(nodeName);
        if (!name.matches()
                || name.group(1).equals("ExistingRDD")
                || name.group(1).equals("OneRowRelation")) {
            return Optional.empty();
        }
        String partitionFilters = part("PartitionFilters", line, metadata);
        return Optional.of(new Scan(
                name.group(1).toLowerCase(java.util.Locale.ROOT),
                Optional.ofNullable(name.group(2)).map(table -> table.replace("`", "")),
                locations(part("Location", line, metadata)),
                partitionColumns(line, metadata),
                LogText.columns(partitionFilters.replaceAll("isnotnull\\([^)]*\\)", "")),
                partitionFilters.contains("dynamicpruning"),
                LogText.columns(part("DataFilters", line, metadata))));
    }

    /** The metadata's value or, where it is cut short or missing, that of the line. */
    private static String part(String key, String line, Map<String, String> metadata) {
        String told = metadata.getOrDefault(key, "");
        if (!told.isEmpty()) {
            return told;
        }
        int from = line.indexOf(key + ": ");
        if (from < 0) {
            return "";
        }
        Matcher next = Pattern.compile(", [A-Z]\\w+: ").matcher(line);
        int start = from + key.length() + 2;
        return next.find(start) ? line.substring(start, next.start()) : line.substring(start);
    }

    private static List<String> locations(String text) {
        Matcher matcher = LOCATION.matcher(text);
        if (!matcher.find()) {
            return List.of();
        }
        return Arrays.stream(matcher.group(1).split(",", -1))
                .map(path -> path.strip().replaceAll("[\\])]+$", ""))
                .filter(path -> path.contains("/"))
                .map(LogText::path)
                .distinct()
                .limit(20)
                .toList();
    }

    /** What the scan gives but its files do not hold. */
    private static List<String> partitionColumns(String line, Map<String, String> metadata) {
        String schema = part("ReadSchema", line, metadata);
        Matcher output = OUTPUT.matcher(line);
        if (schema.isEmpty()
                || schema.contains("...")
                || !output.find()
                || output.group(1).contains("...")) {
            return LogText.columns(part("PartitionFilters", line, metadata));
        }
        List<String> inFiles = new ArrayList<>();
        Matcher field = FIELD.matcher(schema);
        while (field.find()) {
            inFiles.add(field.group(1));
        }
        return LogText.columns(output.group(1)).stream()
                .filter(column -> !inFiles.contains(column))
                .toList();
    }
}
