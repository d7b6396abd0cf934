package org.opendatagov.orchestrator.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Trino's text: fragments, and in each a tree drawn with lines. */
final class TrinoText {
    private static final Pattern FRAGMENT = Pattern.compile("\\s*Fragment (\\d{1,6}) \\[.*\\]\\s*");
    private static final Pattern NODE = Pattern.compile(
            "(?<margin>[ │]*(?:[└├]─ )?)(?<name>[A-Z][A-Za-z]+)(?<rest>(?:\\([A-Z_]+\\))?(?:\\[.*)?)\\s*");
    private static final Pattern DETAIL = Pattern.compile("[ │]*(.*?)\\s*");
    private static final Pattern TIMES =
            Pattern.compile("Queued: .*Planning: ([\\d.]+\\w+), Execution: ([\\d.]+\\w+).*");
    private static final Pattern PARTITIONING = Pattern.compile("Output partitioning: (\\w+) .*");

    private record Open(int column, NodeBuilder node) {}

    private final Map<Integer, NodeBuilder> fragments = new TreeMap<>();
    private final Map<String, Double> figures = new TreeMap<>();
    private final Deque<Open> stack = new ArrayDeque<>();
    private int fragment;
    private String partitioning = "";
    private boolean analyzed;
    private boolean drawn;

    /** Empty where nothing is drawn as Trino does. */
    static Optional<QueryPlan> read(List<String> lines) {
        TrinoText text = new TrinoText();
        lines.forEach(text::line);
        return text.drawn ? TrinoTree.ofText(text.fragments, text.analyzed, text.figures) : Optional.empty();
    }

    private void line(String line) {
        Matcher heading = FRAGMENT.matcher(line);
        Matcher node = NODE.matcher(line);
        Matcher detail = DETAIL.matcher(line);
        if (heading.matches()) {
            fragment = Integer.parseInt(heading.group(1));
            stack.clear();
            drawn = true;
        } else if (node.matches() && (stack.isEmpty() || node.group("margin").endsWith("─ "))) {
            node(node);
        } else if (detail.matches()) {
            detail(detail.group(1));
        }
    }

    private void node(Matcher line) {
        NodeBuilder node = new NodeBuilder(line.group("name"));
        members(line.group("rest"), node);
        int column = line.group("margin").length();
        while (!stack.isEmpty() && stack.peek().column() >= column) {
            stack.pop();
        }
        Open parent = stack.peek();
        if (parent == null) {
            fragments.putIfAbsent(fragment, node);
            node.label("output", partitioning);
            partitioning = "";
        } else {
            parent.node().children.add(node);
            drawn = true;
        }
        stack.push(new Open(column, node));
        PlanData.checkDepth(stack.size());
    }

    private void detail(String line) {
        Open open = stack.peek();
        Matcher times = TIMES.matcher(line);
        Matcher output = PARTITIONING.matcher(line);
        if (times.matches()) {
            Quantities.millis(times.group(1)).ifPresent(ms -> figures.put("planning_ms", ms));
            Quantities.millis(times.group(2)).ifPresent(ms -> figures.put("execution_ms", ms));
            analyzed = true;
        } else if (open != null) {
            analyzed |= line.startsWith("CPU: ");
            drawn |= line.startsWith("Layout: ");
            TrinoInfo.detail(open.node(), line);
        } else if (output.matches()) {
            partitioning = output.group(1);
        }
    }

    /** {@code (FINAL)[key = value, …]}; older ones tell the values alone. */
    private static void members(String rest, NodeBuilder node) {
        if (rest.startsWith("(")) {
            TrinoInfo.member(node, "type", rest.substring(1, rest.indexOf(')')));
        }
        int open = rest.indexOf('[');
        for (String member : open < 0 ? List.<String>of() : split(rest.substring(open + 1))) {
            int equals = member.indexOf(" = ");
            String key = equals < 0 ? "" : member.substring(0, equals);
            if (key.matches("\\w+")) {
                TrinoInfo.member(node, key, member.substring(equals + 3));
            } else {
                positional(node, member);
            }
        }
    }

    private static void positional(NodeBuilder node, String member) {
        switch (node.name) {
            case "RemoteSource" -> TrinoInfo.member(node, "sourceFragmentIds", member);
            case "TableScan" -> {
                if (!node.labels.containsKey("relation")) {
                    TrinoInfo.table(node, member);
                }
            }
            default -> {
                if (node.name.endsWith("Join") && member.startsWith("(")) {
                    TrinoInfo.member(node, "criteria", member);
                }
            }
        }
    }

    /** The members up to the closing bracket, at commas outside of brackets and strings. */
    private static List<String> split(String text) {
        List<String> members = new ArrayList<>();
        int depth = 0;
        boolean string = false;
        int start = 0;
        for (int at = 0; at < text.length() && depth >= 0; at++) {
            char next = text.charAt(at);
            string ^= next == '\'';
            depth += string ? 0 : "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0;
            if (!string && ((depth == 0 && next == ',') || depth < 0)) {
                members.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        if (depth >= 0) {
            members.add(text.substring(start).strip());
        }
        return members;
    }
}
