package org.opendatagov.orchestrator.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Spark's plans: simple and extended have all on an operator's line, formatted and AQE's a section for each below the tree. */
final class SparkText {
    private static final String PHYSICAL = "== Physical Plan ==";
    private static final Pattern SECTION = Pattern.compile("\\((\\d{1,9})\\) [A-Z].*");
    private static final Pattern ENTRY = Pattern.compile("([A-Z][A-Za-z ]*?)(?: \\[\\d+\\])? ?: (.*)");
    private static final Pattern SUBQUERY = Pattern.compile("Subquery:(\\d+) Hosting operator.*");

    private final Map<String, Map<String, String>> sections = new HashMap<>();
    private final List<SparkLine> tree = new ArrayList<>();
    private boolean isFinal;

    /** Empty where there is no {@code == Physical Plan ==}. */
    static Optional<QueryPlan> read(String text) {
        int start = text.lastIndexOf(PHYSICAL);
        if (start < 0) {
            return Optional.empty();
        }
        SparkText plan = new SparkText();
        plan.lines(text.substring(start + PHYSICAL.length()).lines().toList());
        return plan.tree.isEmpty() ? Optional.empty() : Optional.of(plan.plan(text.substring(0, start)));
    }

    private void lines(List<String> lines) {
        Map<String, String> section = new LinkedHashMap<>();
        boolean inTree = true;
        int skipFrom = Integer.MAX_VALUE;
        for (String printed : lines) {
            String line =
                    printed.length() > PlanLines.MAX_LENGTH ? printed.substring(0, PlanLines.MAX_LENGTH) : printed;
            Matcher heading = SECTION.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            Matcher subquery = SUBQUERY.matcher(line);
            if (line.isBlank() || line.startsWith("=====")) {
                inTree = inTree && tree.isEmpty();
                skipFrom = Integer.MAX_VALUE;
            } else if (subquery.matches()) {
                tree.add(SparkLine.subquery(subquery.group(1)));
                inTree = true;
            } else if (heading.matches()) {
                section = sections.computeIfAbsent(heading.group(1), id -> new LinkedHashMap<>());
                inTree = false;
            } else if (inTree) {
                int column = SparkLine.column(line);
                skipFrom = branch(column, line.substring(column), skipFrom);
            } else if (entry.matches()) {
                section.putIfAbsent(entry.group(1).strip(), entry.group(2));
            }
        }
    }

    /** AQE shows the plan that it came to and the one that it began with: the first counts. */
    private int branch(int column, String text, int skipFrom) {
        if (text.startsWith("== Initial Plan ==")) {
            return column;
        }
        isFinal |= text.startsWith("== Final Plan ==");
        boolean kept = column < skipFrom && !text.startsWith("== ");
        if (kept) {
            tree.add(SparkLine.of(column, text));
        }
        return column < skipFrom ? Integer.MAX_VALUE : skipFrom;
    }

    private QueryPlan plan(String before) {
        SparkColumns columns = SparkColumns.of(tree, sections);
        Deque<Integer> depths = new ArrayDeque<>();
        Deque<NodeBuilder> open = new ArrayDeque<>();
        NodeBuilder root = new NodeBuilder("");
        String subquery = "";
        for (SparkLine line : tree) {
            if (line.isSubquery()) {
                subquery = line.text();
                continue;
            }
            NodeBuilder node = SparkOperator.read(line, sections.getOrDefault(line.id(), Map.of()), columns);
            while (!depths.isEmpty() && depths.peek() >= line.column()) {
                depths.pop();
                open.pop();
            }
            NodeBuilder first = root.children.isEmpty() ? root : root.children.getFirst();
            (open.isEmpty() ? first : open.peek()).children.add(node);
            if (open.isEmpty() && !subquery.isEmpty()) {
                node.label("subplan", "Subquery " + subquery);
            }
            depths.push(line.column());
            open.push(node);
            PlanData.checkDepth(depths.size());
        }
        SparkStatistics.add(before, root);
        return new QueryPlan(
                PlanSource.SPARK, "text", isFinal, root.children.getFirst().build(PlanSource.SPARK), Map.of(), notes());
    }

    private List<String> notes() {
        return isFinal
                ? List.of(
                        "The plan is the final one of adaptive execution; rows and bytes are those of its finished stages. Spark's plans have no times.")
                : List.of("The plan was not executed: what it would cost is not in it.");
    }
}
