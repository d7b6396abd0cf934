package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes that Spark estimated ({@code EXPLAIN COST}), from the joins of the optimised logical plan to those of the physical one, in their order. */
final class SparkStatistics {
    private static final Pattern LINE = Pattern.compile("(\\w{1,100}).*Statistics\\((?:.*, )?sizeInBytes=([^,)]+).*");

    private record Sized(int column, String name, double bytes) {}

    private SparkStatistics() {}

    static void add(String before, NodeBuilder root) {
        List<Sized> logical = new ArrayList<>();
        before.lines().forEach(line -> {
            int column = SparkLine.column(line);
            Matcher sized = LINE.matcher(line.substring(column));
            if (sized.matches()) {
                Quantities.bytes(sized.group(2))
                        .ifPresent(bytes -> logical.add(new Sized(column, sized.group(1), bytes)));
            }
        });
        List<NodeBuilder> joins = new ArrayList<>();
        collect(root, joins);
        List<double[]> sides = sides(logical);
        for (int index = 0; sides.size() == joins.size() && index < joins.size(); index++) {
            joins.get(index).figures.put("left_bytes", sides.get(index)[0]);
            joins.get(index).figures.put("right_bytes", sides.get(index)[1]);
        }
    }

    private static void collect(NodeBuilder node, List<NodeBuilder> joins) {
        if (PlanOperator.of(PlanSource.SPARK, node.name).isJoin()) {
            joins.add(node);
        }
        node.children.forEach(child -> collect(child, joins));
    }

    private static List<double[]> sides(List<Sized> logical) {
        List<double[]> sides = new ArrayList<>();
        for (int index = 0; index < logical.size(); index++) {
            Sized join = logical.get(index);
            int inner = join.column() + 3;
            List<Sized> below = logical.subList(index + 1, logical.size()).stream()
                    .takeWhile(sized -> sized.column() > join.column())
                    .filter(sized -> sized.column() == inner)
                    .toList();
            if (join.name().equals("Join") && below.size() == 2) {
                sides.add(
                        new double[] {below.getFirst().bytes(), below.getLast().bytes()});
            }
        }
        return sides;
    }
}
