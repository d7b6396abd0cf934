package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An operator of a physical plan, with what it measured. Expressions are left out: plans do not quote literals.
 *
 * @param columns that it names
 * @param words its fixed words, such as {@code LeftOuter} and {@code BuildRight}
 * @param metrics values by Spark's names, for instance {@code data size}; times in milliseconds, sizes in bytes
 * @param stageIds stages that measured it; {@code readingStages} those that read what an exchange wrote
 * @param children the operators that it takes rows from
 */
public record PlanNode(
        int nodeId,
        String name,
        List<String> columns,
        Set<String> words,
        Map<String, Long> metrics,
        Set<Integer> stageIds,
        Set<Integer> readingStages,
        Optional<Scan> scan,
        List<PlanNode> children) {
    public PlanNode {
        columns = List.copyOf(columns);
        words = Set.copyOf(words);
        metrics = Map.copyOf(metrics);
        stageIds = Set.copyOf(stageIds);
        readingStages = Set.copyOf(readingStages);
        children = List.copyOf(children);
    }

    public Optional<Long> metric(String metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /** This operator and all below it, from the top. */
    public List<PlanNode> all() {
        List<PlanNode> found = new ArrayList<>();
        List<PlanNode> open = new ArrayList<>(List.of(this));
        while (!open.isEmpty()) {
            PlanNode node = open.removeLast();
            found.add(node);
            open.addAll(node.children.reversed());
        }
        return found;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("node_id", nodeId);
        described.put("node_name", name);
        described.put("columns", columns);
        described.put("stage_ids", stageIds.stream().sorted().toList());
        described.put("metrics", metrics);
        scan.ifPresent(read -> described.put("scan", read.describe()));
        described.put("children", children.stream().map(PlanNode::nodeId).toList());
        return described;
    }
}
