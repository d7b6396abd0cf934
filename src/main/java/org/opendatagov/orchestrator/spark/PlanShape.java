package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An operator of a plan as the log shows it, before its metrics are known. */
record PlanShape(
        String name,
        List<String> columns,
        Set<String> words,
        Optional<Scan> scan,
        List<MetricReference> metrics,
        List<PlanShape> children) {
    /** Wrappers around other operators, which Spark's own drawing of a plan leaves out. */
    private static final Set<String> WRAPPERS =
            Set.of("InputAdapter", "ShuffleQueryStage", "BroadcastQueryStage", "TableCacheQueryStage");

    private static final Set<String> READING = Set.of(
            "records read",
            "local bytes read",
            "remote bytes read",
            "local blocks read",
            "remote blocks read",
            "fetch wait time");

    /** Which accumulator holds a metric. */
    record MetricReference(String name, long accumulator, String type) {}

    void accumulators(Set<Long> into) {
        metrics.forEach(metric -> into.add(metric.accumulator()));
        children.forEach(child -> child.accumulators(into));
    }

    PlanNode resolve(Accumulators accumulators, AtomicInteger ids) {
        if (children.size() == 1 && (WRAPPERS.contains(name) || name.startsWith("WholeStageCodegen"))) {
            return children.getFirst().resolve(accumulators, ids);
        }
        int id = ids.getAndIncrement();
        Map<String, Long> values = new LinkedHashMap<>();
        Set<Integer> stages = new HashSet<>();
        Set<Integer> reading = new HashSet<>();
        for (MetricReference metric : metrics) {
            accumulators
                    .value(metric.accumulator())
                    .ifPresent(value -> values.put(metric.name(), inUnit(metric, value)));
            accumulators.stage(metric.accumulator()).ifPresent(stage -> {
                stages.add(stage);
                if (READING.contains(metric.name())) {
                    reading.add(stage);
                }
            });
        }
        List<PlanNode> below = new ArrayList<>();
        children.forEach(child -> below.add(child.resolve(accumulators, ids)));
        return new PlanNode(id, name, columns, words, values, stages, reading, scan, below);
    }

    private static long inUnit(MetricReference metric, long value) {
        return metric.type().equals("nsTiming") ? value / 1_000_000 : value;
    }
}
