package org.opendatagov.orchestrator.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Trino tells of an operator: its members in brackets, its lines of figures, its columns. */
final class TrinoInfo {
    private static final Pattern ROWS = Pattern.compile("([\\d.,]+[KMBT]?) rows? \\(([^)]*)\\)");
    private static final Pattern ESTIMATES = Pattern.compile("\\{rows: ([^ ]+) \\(([^)]*)\\)");
    private static final Pattern PARTITION_KEY = Pattern.compile("\"?([\\w$]+)\"? := [\\w$]+:[^:]+:PARTITION_KEY.*");
    private static final Pattern NAME = Pattern.compile("[\\w.:$@\"-]{1,300}");

    private TrinoInfo() {}

    static void member(NodeBuilder node, String key, String value) {
        switch (key) {
            case "table" -> table(node, value);
            case "sourceFragmentIds" -> node.label("sources", value.replaceAll("[^\\d,]", ""));
            case "filterPredicate", "predicate", "filter" -> node.conditions.put("filter", Literals.mask(value));
            case "criteria" -> node.conditions.put("join_condition", Literals.mask(value));
            case "distribution", "type", "partitioning" ->
                word(node, key.equals("distribution") ? key : "strategy", value);
            case "keys" -> node.conditions.put("group_key", Literals.mask(value));
            case "orderBy" -> node.conditions.put("sort_key", Literals.mask(value));
            default -> {}
        }
    }

    private static void word(NodeBuilder node, String label, String value) {
        if (value.matches("[A-Z_]{1,40}")) {
            node.label(label, value);
        }
    }

    /** {@code hive:sf1:orders}, also with a constraint and other members behind; the name is the last part, but of tpch the middle. */
    static void table(NodeBuilder node, String value) {
        String told = value.split("[ ,]", -1)[0];
        if (NAME.matcher(told).matches()) {
            String[] parts = told.split("[:.]", -1);
            boolean generated = parts.length > 2 && parts[0].startsWith("tpc");
            node.label("relation", generated ? parts[1] : parts[parts.length - 1]);
        }
    }

    static void detail(NodeBuilder node, String line) {
        Matcher key = PARTITION_KEY.matcher(line);
        if (key.matches()) {
            node.labels.merge("partition_columns", key.group(1), (one, other) -> one + ", " + other);
        } else if (line.startsWith(":: [") && node.labels.containsKey("partition_columns")) {
            node.conditions.put("partition_filter", node.labels.getOrDefault("partition_columns", "") + " = ?");
        } else if (line.startsWith("Estimates: ")) {
            estimates(node, line);
        } else if (line.startsWith("Distribution: ")) {
            word(node, "distribution", line.substring("Distribution: ".length()));
        } else if (line.startsWith("CPU: ") || line.startsWith("Input")) {
            measured(node, line);
        }
    }

    /** Several where an operator is several in one: the last is what comes out. */
    private static void estimates(NodeBuilder node, String line) {
        Matcher estimates = ESTIMATES.matcher(line);
        while (estimates.find()) {
            Quantities.number(estimates.group(1)).ifPresent(rows -> node.figures.put("estimated_rows", rows));
            Quantities.bytes(estimates.group(2)).ifPresent(bytes -> node.figures.put("estimated_bytes", bytes));
        }
    }

    private static void measured(NodeBuilder node, String line) {
        for (String part : line.split(", (?=[A-Z])", -1)) {
            int colon = part.indexOf(": ");
            String value = colon < 0 ? "" : part.substring(colon + 2);
            switch (colon < 0 ? "" : part.substring(0, colon)) {
                case "CPU" ->
                    Quantities.millis(value.replaceFirst(" \\(.*", ""))
                            .ifPresent(ms -> node.figures.put("self_ms", ms));
                case "Output" -> rows(node, value, "rows", "bytes");
                case "Input" -> rows(node, value, "input_rows", "input_bytes");
                case "Input avg." ->
                    Quantities.number(value.replace(" rows", ""))
                            .ifPresent(rows -> node.figures.put("input_rows_average", rows));
                case "Input std.dev." ->
                    Quantities.number(value.replace("%", ""))
                            .ifPresent(share -> node.figures.put("input_deviation", share / 100));
                case "Physical Input" ->
                    Quantities.bytes(value.replaceFirst(" \\(.*", ""))
                            .ifPresent(bytes -> node.figures.put("read_bytes", bytes));
                default -> {}
            }
        }
        if (node.has("rows")) {
            node.figures.put("rows_per_loop", node.amount("rows"));
            node.figures.put("loops", 1.0);
        }
        if (node.has("rows") && node.has("input_rows")) {
            node.figures.put("removed_rows", Math.max(0, node.amount("input_rows") - node.amount("rows")));
        }
    }

    private static void rows(NodeBuilder node, String value, String rows, String bytes) {
        Matcher told = ROWS.matcher(value);
        if (told.find()) {
            Quantities.number(told.group(1)).ifPresent(number -> node.figures.put(rows, number));
            Quantities.bytes(told.group(2)).ifPresent(number -> node.figures.put(bytes, number));
        }
    }
}
