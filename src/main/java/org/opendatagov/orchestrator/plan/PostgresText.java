package org.opendatagov.orchestrator.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PostgreSQL's text into the members that {@code FORMAT JSON} has. */
final class PostgresText {
    private static final String NUMBER = "([\\d.]+)";
    private static final Pattern COSTS =
            Pattern.compile(" {1,4}\\(cost=" + NUMBER + "\\.\\." + NUMBER + " rows=" + NUMBER + " width=(\\d+)\\)");
    private static final Pattern ACTUAL = Pattern.compile(
            " {1,4}\\(actual (?:time=([\\d.]+?)\\.\\." + NUMBER + " )?rows=" + NUMBER + " loops=" + NUMBER + "\\)");
    private static final Pattern SUBPLAN =
            Pattern.compile("((?:CTE|InitPlan|SubPlan) [^(]{1,200}?)(?: \\(returns .*\\))?");
    private static final Pattern PROPERTY = Pattern.compile("\\s*([A-Z][\\w/ -]*?): (.*)");
    private static final Pattern WORKER = Pattern.compile("\\s*Worker \\d+: ?(.*)");
    private static final Pattern TRIGGER = Pattern.compile("Trigger .*: time=([\\d.]+) calls=(\\d+)");
    private static final Pattern TIMING_TOTAL = Pattern.compile(".*Total ([\\d.]+) ms.*");

    private record Open(int column, Map<String, Object> node) {}

    private final Map<String, Object> whole = new LinkedHashMap<>();
    private final Deque<Open> stack = new ArrayDeque<>();
    private String subplan = "";
    private int subplanColumn;
    private boolean jit;

    /** The first element of what {@code FORMAT JSON} gives; empty where the first line is no operator. */
    static Optional<Map<String, Object>> read(List<String> lines) {
        PostgresText text = new PostgresText();
        if (lines.isEmpty() || !isRoot(lines.getFirst())) {
            return Optional.empty();
        }
        text.node(-1, lines.getFirst());
        lines.stream().skip(1).forEach(text::line);
        return Optional.of(text.whole);
    }

    private static boolean isRoot(String line) {
        boolean told = COSTS.matcher(line).find() || ACTUAL.matcher(line).find();
        return told || PostgresHeading.isKnown(line.strip());
    }

    private void line(String line) {
        Matcher label = SUBPLAN.matcher(line.strip());
        int arrow = line.indexOf("->  ");
        if (arrow >= 0 && line.substring(0, arrow).isBlank()) {
            node(arrow, line.substring(arrow + 4));
        } else if (label.matches()) {
            subplan = label.group(1).strip();
            subplanColumn = PlanLines.indent(line);
        } else if (PlanLines.indent(line) == 0) {
            ofTheWhole(line);
        } else {
            property(line);
        }
    }

    private void node(int column, String line) {
        Map<String, Object> node = new LinkedHashMap<>(PostgresHeading.read(heading(line)));
        measures(line, node);
        int depth = subplan.isEmpty() ? column : subplanColumn;
        if (!subplan.isEmpty()) {
            node.put("Subplan Name", subplan);
            node.put("Parent Relationship", subplan.startsWith("SubPlan") ? "SubPlan" : "InitPlan");
            subplan = "";
        }
        while (!stack.isEmpty() && stack.peek().column() >= depth) {
            stack.pop();
        }
        Open parent = stack.peek();
        if (parent == null) {
            whole.putIfAbsent("Plan", node);
        } else {
            children(parent.node()).add(node);
        }
        stack.push(new Open(column, node));
    }

    private static String heading(String line) {
        return line.replaceFirst(" {1,4}\\((cost=|actual |never executed).*", "")
                .strip();
    }

    private static void measures(String line, Map<String, Object> node) {
        Matcher costs = COSTS.matcher(line);
        if (costs.find()) {
            node.put("Total Cost", costs.group(2));
            node.put("Plan Rows", costs.group(3));
            node.put("Plan Width", costs.group(4));
        }
        Matcher actual = ACTUAL.matcher(line);
        if (actual.find()) {
            Optional.ofNullable(actual.group(2)).ifPresent(time -> node.put("Actual Total Time", time));
            node.put("Actual Rows", actual.group(3));
            node.put("Actual Loops", actual.group(4));
        } else if (line.contains("(never executed)")) {
            node.put("Actual Rows", "0");
            node.put("Actual Loops", "0");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> children(Map<String, Object> node) {
        return (List<Map<String, Object>>) node.computeIfAbsent("Plans", name -> new ArrayList<Map<String, Object>>());
    }

    private void property(String line) {
        Matcher worker = WORKER.matcher(line);
        Matcher property = PROPERTY.matcher(worker.matches() ? worker.group(1) : line);
        Open open = stack.peek();
        if (jit) {
            timing(line);
        } else if (property.matches() && open != null) {
            PostgresProperty.add(open.node(), property.group(1), property.group(2), worker.matches());
        }
    }

    private void timing(String line) {
        Matcher total = TIMING_TOTAL.matcher(line);
        if (total.matches()) {
            whole.put("JIT", Map.of("Timing", Map.of("Total", total.group(1))));
        }
    }

    private void ofTheWhole(String line) {
        stack.clear();
        jit = line.startsWith("JIT:");
        Matcher trigger = TRIGGER.matcher(line);
        Matcher property = PROPERTY.matcher(line);
        if (trigger.matches()) {
            triggers().add(Map.of("Time", trigger.group(1), "Calls", trigger.group(2)));
        } else if (property.matches()) {
            String name = property.group(1);
            whole.put(
                    name.equals("Planning time")
                            ? "Planning Time"
                            : name.matches("Execution time|Total runtime") ? "Execution Time" : name,
                    property.group(2));
        }
    }

    @SuppressWarnings("unchecked")
    private List<Object> triggers() {
        return (List<Object>) whole.computeIfAbsent("Triggers", name -> new ArrayList<>());
    }
}
