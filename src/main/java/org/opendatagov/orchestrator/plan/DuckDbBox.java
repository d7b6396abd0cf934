package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One box while it is read: a name, a rule, what is told of it, its rows and time. */
final class DuckDbBox {
    private static final Set<String> KEYS = Set.of(
            "Table",
            "Type",
            "Projections",
            "Filters",
            "Filter",
            "File Filters",
            "Dynamic Filters",
            "Conditions",
            "Condition",
            "Join Type",
            "Groups",
            "Aggregates",
            "CTE Name",
            "CTE Index",
            "Table Index",
            "Function",
            "Order By",
            "Expression",
            "Scanning Files",
            "Total Files Read",
            "Sorting Columns",
            "Top",
            "Delim Index");
    private static final Pattern ENTRY = Pattern.compile("([A-Z][A-Za-z ]*):\\s?(.*)");
    private static final Pattern ESTIMATE = Pattern.compile("~([\\d,]+) rows?");
    private static final Pattern ROWS = Pattern.compile("([\\d,]+) rows?");
    private static final Pattern TIME = Pattern.compile("\\(?([\\d.]+)s\\)?");
    /** A line that fills its box goes on in the next one, within a word. */
    private static final int FULL = 26;

    private static final int MAX_LINES = 1_000;

    private final List<String> lines = new ArrayList<>();

    void line(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line.strip());
        }
    }

    NodeBuilder node() {
        int rule = 0;
        while (rule < lines.size() && !lines.get(rule).startsWith("────")) {
            rule++;
        }
        NodeBuilder node =
                new NodeBuilder(String.join("", lines.subList(0, rule)).strip());
        if (rule < lines.size()) {
            details(node, lines.subList(rule + 1, lines.size()));
        }
        return node;
    }

    private static void details(NodeBuilder node, List<String> details) {
        String key = "";
        StringBuilder value = new StringBuilder();
        double rows = 0;
        for (String line : details) {
            Matcher entry = ENTRY.matcher(line);
            boolean inside = Literals.open(value.toString());
            Matcher counted = ROWS.matcher(line);
            Matcher time = TIME.matcher(line);
            Matcher estimate = ESTIMATE.matcher(line);
            if (!inside && estimate.matches()) {
                DuckDbInfo.add(node, "Estimated Cardinality", estimate.group(1));
            } else if (!inside && counted.matches()) {
                rows = Quantities.number(counted.group(1)).orElse(0);
                node.figures.put("rows", rows);
            } else if (!inside && time.matches()) {
                node.figures.put("self_ms", Quantities.number(time.group(1)).orElse(0) * 1000);
            } else if (!inside && entry.matches() && KEYS.contains(entry.group(1))) {
                add(node, key, value);
                key = entry.group(1);
                value.append(entry.group(2));
            } else if (!inside && line.isEmpty() && !value.isEmpty()) {
                add(node, key, value);
                key = "";
            } else {
                value.append(value.isEmpty() || value.length() - value.lastIndexOf("\n") > FULL ? "" : " ")
                        .append(line);
            }
        }
        add(node, key, value);
        if (node.has("self_ms")) {
            DuckDbInfo.measured(node, rows, node.amount("self_ms"));
        }
    }

    private static void add(NodeBuilder node, String key, StringBuilder value) {
        if (!value.toString().isBlank()) {
            DuckDbInfo.add(node, key, value.toString());
        }
        value.setLength(0);
    }
}
