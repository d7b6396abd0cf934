package org.opendatagov.orchestrator.experts.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What is concluded of the datasets that hold a pipeline up. */
final class BottleneckFindings {
    /** As many names as a person reads. */
    private static final int NAMED = 20;

    private BottleneckFindings() {}

    static Findings of(List<String> pipeline, List<Bottleneck> found, List<GraphNode> delayed) {
        Findings findings = new Findings();
        if (found.isEmpty()) {
            unknown(pipeline, findings);
        } else {
            first(found.getFirst(), delayed, findings);
        }
        return findings;
    }

    private static void unknown(List<String> pipeline, Findings findings) {
        Subject subject = Subject.ofJob(String.join(", ", pipeline));
        String id = findings.evidence("pipeline", "lineage", subject, "What the pipeline reads is not known", Map.of());
        findings.rule(
                Severity.LOW,
                "What the pipeline reads is not known",
                "Neither lineage events nor an analysis of the pipeline tell.",
                subject,
                1,
                id,
                "Let the pipeline send OpenLineage events to POST /api/v1/lineage.",
                "lineage.pipeline_unknown");
    }

    private static void first(Bottleneck first, List<GraphNode> delayed, Findings findings) {
        Subject subject = Subject.ofDataset(first.location().orElse(first.dataset()));
        Map<String, Object> figures = new LinkedHashMap<>(first.describe());
        figures.put("delayed", delayed.size());
        String id = findings.evidence(
                "bottleneck." + first.dataset(),
                "bottleneck",
                subject,
                "Time, readers and what waits behind it",
                figures);
        boolean flat = first.partitioned().filter(partitioned -> !partitioned).isPresent();
        findings.rule(
                flat || !delayed.isEmpty() ? Severity.HIGH : Severity.MEDIUM,
                "'%s' is the bottleneck%s".formatted(first.dataset(), flat ? "; it is not partitioned" : ""),
                detail(first, delayed),
                subject,
                first.seconds().isPresent() ? 0.9 : 0.6,
                id,
                flat ? "Partition it by the column that its readers filter by, a date where there is one." : "",
                "lineage.bottleneck");
    }

    private static String detail(Bottleneck first, List<GraphNode> delayed) {
        StringBuilder detail = new StringBuilder();
        first.seconds()
                .ifPresent(seconds ->
                        detail.append(String.format(Locale.ROOT, "Stages that read it took %.0f s. ", seconds)));
        if (first.pathSeconds() > 0) {
            detail.append(String.format(
                    Locale.ROOT, "The jobs behind it take %.0f s one after the other. ", first.pathSeconds()));
        }
        return detail.append(delayed(delayed)).toString().strip();
    }

    private static String delayed(List<GraphNode> delayed) {
        if (delayed.isEmpty()) {
            return "No pipeline is known to wait for it.";
        }
        List<String> names = Nodes.names(delayed);
        String more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
        return "%d %s downstream: %s%s."
                .formatted(
                        delayed.size(),
                        delayed.size() == 1 ? "pipeline is delayed" : "pipelines are delayed",
                        String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
                        more);
    }

    static String summary(List<Bottleneck> found, List<GraphNode> delayed) {
        if (found.isEmpty()) {
            return "What the pipeline reads is not known";
        }
        Bottleneck first = found.getFirst();
        String partitioned = first.partitioned()
                .map(yes -> yes ? ", partitioned" : ", not partitioned")
                .orElse("");
        return "Bottleneck %s%s; %d pipelines delayed downstream"
                .formatted(first.dataset(), partitioned, delayed.size());
    }
}
