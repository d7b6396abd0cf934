package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the boxes that DuckDB draws. They stand in a grid: a box's children are in the row below, the first beneath it, the others
 * right of that, before the column of its neighbour.
 */
final class DuckDbBoxes {
    private static final int WIDTH = 29;
    private static final Pattern TOP = Pattern.compile("[ ]*┌─{13}[─┴]─{13}┐.*");
    private static final Pattern TOTAL = Pattern.compile("Total Time: ([\\d.]+)s");

    private final List<NavigableMap<Integer, DuckDbBox>> rows = new ArrayList<>();

    static Optional<QueryPlan> read(String text) {
        DuckDbBoxes boxes = new DuckDbBoxes();
        text.lines()
                .map(line -> line.replaceFirst("^\\s*physical_plan\\s*", ""))
                .forEach(boxes::line);
        return boxes.tree().map(root -> plan(root, text));
    }

    private static QueryPlan plan(NodeBuilder root, String text) {
        Map<String, Double> figures = new TreeMap<>();
        Matcher total = TOTAL.matcher(text);
        if (total.find()) {
            Quantities.number(total.group(1)).ifPresent(seconds -> figures.put("execution_ms", seconds * 1000));
        }
        NodeBuilder query = DuckDbInfo.query(root);
        boolean analyzed = query.has("self_ms");
        DuckDbInfo.sumUp(query);
        return new QueryPlan(PlanSource.DUCKDB, "text", analyzed, query.build(PlanSource.DUCKDB), figures, List.of());
    }

    private void line(String line) {
        if (TOP.matcher(line).matches()) {
            if (line.startsWith("┌") && line.charAt(WIDTH / 2) == '─') {
                rows.clear();
            }
            rows.add(new TreeMap<>());
        }
        if (rows.isEmpty()) {
            return;
        }
        for (int start = 0; start + WIDTH <= line.length(); start += WIDTH) {
            String part = line.substring(start, start + WIDTH);
            if (part.startsWith("┌")) {
                rows.getLast().put(start, new DuckDbBox());
            } else if (part.startsWith("│")) {
                DuckDbBox box = rows.getLast().get(start);
                if (box != null) {
                    box.line(part.substring(1, WIDTH - 1));
                }
            }
        }
    }

    private Optional<NodeBuilder> tree() {
        if (rows.isEmpty() || !rows.getFirst().containsKey(0)) {
            return Optional.empty();
        }
        PlanData.checkDepth(rows.size());
        NavigableMap<Integer, NodeBuilder> above = new TreeMap<>();
        NodeBuilder root = new NodeBuilder("");
        above.put(0, root);
        for (NavigableMap<Integer, DuckDbBox> row : rows) {
            NavigableMap<Integer, NodeBuilder> here = new TreeMap<>();
            row.forEach((column, box) -> {
                NodeBuilder node = box.node();
                Map.Entry<Integer, NodeBuilder> parent = above.floorEntry(column);
                if (parent != null) {
                    parent.getValue().children.add(node);
                    here.put(column, node);
                }
            });
            above.clear();
            above.putAll(here);
        }
        return root.children.stream().findFirst();
    }
}
