package org.opendatagov.orchestrator.experts.quality.skew;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opendatagov.orchestrator.dataset.DatasetPart;

/**
 * How a dataset lies on disk.
 *
 * @param kind {@code files} or {@code partitions}
 * @param largest the name of the one with most bytes
 * @param rows absent where some file does not tell them
 */
record Layout(String kind, String largest, Distribution bytes, Optional<Distribution> rows) {
    static Layout files(List<DatasetPart> parts) {
        Map<String, List<DatasetPart>> single = new LinkedHashMap<>();
        for (int index = 0; index < parts.size(); index++) {
            single.put(index + "\n" + parts.get(index).name(), List.of(parts.get(index)));
        }
        return of("files", single);
    }

    /** By the values of all partition columns together; absent where a file lies in no such folder. */
    static Optional<Layout> partitions(List<DatasetPart> parts) {
        if (parts.stream().anyMatch(part -> part.partition().isEmpty())) {
            return Optional.empty();
        }
        Map<String, List<DatasetPart>> grouped = new TreeMap<>();
        parts.forEach(part -> grouped.computeIfAbsent(part.partition(), key -> new java.util.ArrayList<>())
                .add(part));
        return Optional.of(of("partitions", grouped));
    }

    private static Layout of(String kind, Map<String, List<DatasetPart>> groups) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        groups.forEach((name, parts) ->
                bytes.put(name, parts.stream().mapToLong(DatasetPart::bytes).sum()));
        String largest = bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        boolean counted = groups.values().stream()
                .flatMap(List::stream)
                .allMatch(part -> part.rows().isPresent());
        Optional<Distribution> rows = counted
                ? Optional.of(Distribution.of(groups.values().stream()
                        .map(parts -> parts.stream()
                                .mapToLong(part -> part.rows().orElse(0L))
                                .sum())
                        .toList()))
                : Optional.empty();
        return new Layout(kind, largest.substring(largest.indexOf('\n') + 1), Distribution.of(bytes.values()), rows);
    }

    /** Rows where they are known, else bytes. */
    Distribution measure() {
        return rows.orElse(bytes);
    }

    boolean skewed() {
        return bytes.skewed() || rows.map(Distribution::skewed).orElse(false);
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("count", bytes.groups());
        described.put("largest", largest);
        described.put("bytes", bytes.describe());
        rows.ifPresent(known -> described.put("rows", known.describe()));
        return described;
    }
}
