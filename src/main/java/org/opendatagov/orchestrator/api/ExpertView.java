package org.opendatagov.orchestrator.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.InstanceStatus;
import org.opendatagov.orchestrator.expert.InstanceView;

/**
 * A kind of expert as clients see it: what it can do, its instances, and their figures together. Of the instances the
 * latencies and the rate are weighed by their calls, P95 and P99 are the highest.
 */
record ExpertView(
        String expertId,
        String expertName,
        Collection<String> capabilities,
        String llmBackend,
        int maxConcurrentTasks,
        InstanceStatus status,
        int load,
        long calls,
        double successRate,
        double averageLatencyMs,
        double latencyP95Ms,
        double latencyP99Ms,
        long uptimeSeconds,
        List<ExpertAction> actions,
        List<ExpertInstanceView> instances) {

    static ExpertView of(Expert expert, List<ExpertAction> actions, List<InstanceView> found) {
        List<ExpertInstanceView> instances =
                found.stream().map(ExpertInstanceView::of).toList();
        TreeSet<String> capabilities = new TreeSet<>();
        actions.forEach(action -> capabilities.add(action.capability()));
        long calls = instances.stream().mapToLong(ExpertInstanceView::calls).sum();
        return new ExpertView(
                expert.name(),
                expert.name(),
                capabilities,
                instances.stream()
                        .map(ExpertInstanceView::llmBackend)
                        .filter(backend -> !backend.isEmpty())
                        .findFirst()
                        .orElse(""),
                instances.stream()
                        .mapToInt(ExpertInstanceView::maxConcurrentTasks)
                        .sum(),
                status(instances),
                instances.stream().mapToInt(ExpertInstanceView::load).sum(),
                calls,
                weighed(instances, calls, ExpertInstanceView::successRate).orElse(1.0),
                weighed(instances, calls, ExpertInstanceView::averageLatencyMs).orElse(0.0),
                highest(instances, ExpertInstanceView::latencyP95Ms),
                highest(instances, ExpertInstanceView::latencyP99Ms),
                instances.stream()
                        .mapToLong(ExpertInstanceView::uptimeSeconds)
                        .max()
                        .orElse(0),
                actions,
                instances);
    }

    private static InstanceStatus status(List<ExpertInstanceView> instances) {
        return instances.stream()
                .map(ExpertInstanceView::status)
                .min(java.util.Comparator.naturalOrder())
                .orElse(InstanceStatus.OFFLINE);
    }

    private static Optional<Double> weighed(
            List<ExpertInstanceView> instances,
            long calls,
            java.util.function.ToDoubleFunction<ExpertInstanceView> figure) {
        return calls == 0
                ? Optional.empty()
                : Optional.of(ExpertInstanceView.rounded(instances.stream()
                                .mapToDouble(instance -> figure.applyAsDouble(instance) * instance.calls())
                                .sum()
                        / calls));
    }

    private static double highest(
            List<ExpertInstanceView> instances, java.util.function.ToDoubleFunction<ExpertInstanceView> figure) {
        return instances.stream().mapToDouble(figure).max().orElse(0);
    }
}
