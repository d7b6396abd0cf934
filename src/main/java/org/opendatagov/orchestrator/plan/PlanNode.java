package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An operator of a plan with those that feed it.
 *
 * @param id its number in the order of the plan's text, the root is 1
 * @param name as the engine calls it: {@code Parallel Seq Scan}, {@code HASH_JOIN}
 * @param labels names: {@code relation, alias, index, join_type, subplan, strategy, partition_columns}
 * @param conditions with {@code ?} for every literal: {@code filter, index_condition, join_condition, join_filter, sort_key, group_key}
 * @param figures what was estimated and measured. {@code estimated_rows} and {@code rows_per_loop} are those of one loop, {@code rows,
 *     removed_rows} those of all loops and workers; {@code total_ms} is the time with all that feeds it, {@code self_ms} without;
 *     names ending in {@code _bytes} and {@code _blocks} (of 8 KB) are what they say
 * @param children first the outer, then the inner side of a join
 */
public record PlanNode(
        int id,
        String name,
        PlanOperator operator,
        Map<String, String> labels,
        Map<String, String> conditions,
        Map<String, Double> figures,
        List<PlanNode> children) {
    public PlanNode {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        conditions = Collections.unmodifiableMap(new TreeMap<>(conditions));
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        children = List.copyOf(children);
    }

    public Optional<String> label(String label) {
        return Optional.ofNullable(labels.get(label));
    }

    public Optional<String> condition(String condition) {
        return Optional.ofNullable(conditions.get(condition));
    }

    public OptionalDouble figure(String figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A figure, 0 where it was not told. */
    public double amount(String figure) {
        return figure(figure).orElse(0);
    }

    /** This node and all below it, in the order of the plan's text. */
    public List<PlanNode> all() {
        List<PlanNode> all = new ArrayList<>();
        add(all);
        return all;
    }

    private void add(List<PlanNode> all) {
        all.add(this);
        children.forEach(child -> child.add(all));
    }

    /** The first below it that fits, itself left out. */
    public Optional<PlanNode> below(Predicate<PlanNode> fits) {
        return all().stream().skip(1).filter(fits).findFirst();
    }

    /** The rows that come out of it, measured where they were, else estimated. */
    public OptionalDouble knownRows() {
        return figure("rows").isPresent() ? figure("rows") : figure("estimated_rows");
    }
}
