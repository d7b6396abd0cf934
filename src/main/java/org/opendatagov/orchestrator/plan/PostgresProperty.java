package org.opendatagov.orchestrator.plan;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line below an operator, as the members that it is in JSON. */
final class PostgresProperty {
    private static final Pattern SORT = Pattern.compile("(.+?)  (Memory|Disk): (\\d+)kB");
    private static final Pattern PAIR =
            Pattern.compile("([A-Z][A-Za-z -]*?): (\\d+)(?: \\(originally (\\d+)\\))?(?:kB)?");
    private static final Pattern COUNT = Pattern.compile("(\\w+)=([\\d.]+)");

    private PostgresProperty() {}

    static void add(Map<String, Object> node, String name, String value, boolean worker) {
        switch (name) {
            case "Sort Method" -> sort(node, value, worker);
            case "Buckets", "Batches", "Hits" -> pairs(node, name + ": " + value, worker);
            case "Heap Blocks" -> heapBlocks(node, value, worker);
            case "Buffers" -> groups(node, value, "%s %s Blocks");
            case "I/O Timings" -> groups(node, value, "%s I/O %s Time");
            default -> {
                if (!worker) {
                    node.putIfAbsent(name, value);
                }
            }
        }
    }

    private static void sort(Map<String, Object> node, String value, boolean worker) {
        Matcher sort = SORT.matcher(value);
        if (!sort.matches()) {
            return;
        }
        if (worker) {
            String used = "Worker " + sort.group(2);
            node.put(used, Quantities.number(node.getOrDefault(used, 0)).orElse(0) + Double.parseDouble(sort.group(3)));
        } else {
            node.putIfAbsent("Sort Method", sort.group(1));
            node.putIfAbsent("Sort Space Type", sort.group(2));
            node.putIfAbsent("Sort Space Used", sort.group(3));
        }
    }

    private static void pairs(Map<String, Object> node, String line, boolean worker) {
        Matcher pair = PAIR.matcher(line);
        boolean hash = line.startsWith("Buckets");
        while (!worker && pair.find()) {
            String told = pair.group(1).strip();
            String name = switch (told) {
                case "Batches" -> hash ? "Hash Batches" : "HashAgg Batches";
                case "Memory Usage" -> "Peak Memory Usage";
                default -> told;
            };
            node.putIfAbsent(name, pair.group(2));
        }
    }

    private static void heapBlocks(Map<String, Object> node, String value, boolean worker) {
        Matcher count = COUNT.matcher(value);
        while (!worker && count.find()) {
            node.putIfAbsent(
                    count.group(1).equals("lossy") ? "Lossy Heap Blocks" : "Exact Heap Blocks", count.group(2));
        }
    }

    /** {@code shared hit=1 read=2, temp read=3 written=4}; before 15 the timings had no group. */
    private static void groups(Map<String, Object> node, String value, String member) {
        for (String group : value.split(", ", -1)) {
            String kind = group.contains(" ") && !group.startsWith("read") && !group.startsWith("write")
                    ? group.substring(0, group.indexOf(' '))
                    : "shared";
            Matcher count = COUNT.matcher(group);
            while (count.find()) {
                node.putIfAbsent(member.formatted(capital(kind), capital(count.group(1))), count.group(2));
            }
        }
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
