package org.opendatagov.orchestrator.api;

import java.net.URI;
import java.util.Collection;
import org.opendatagov.orchestrator.expert.BreakerState;
import org.opendatagov.orchestrator.expert.CallFigures;
import org.opendatagov.orchestrator.expert.InstanceStatus;
import org.opendatagov.orchestrator.expert.InstanceView;

/** An instance as clients see it. */
record ExpertInstanceView(
        String expertId,
        String expertName,
        Collection<String> capabilities,
        Collection<String> actions,
        String llmBackend,
        int maxConcurrentTasks,
        String address,
        InstanceStatus status,
        String reason,
        BreakerState breaker,
        int load,
        long calls,
        double successRate,
        double averageLatencyMs,
        double latencyP95Ms,
        double latencyP99Ms,
        long uptimeSeconds) {
    static final String IN_PROCESS = "in-process";

    static ExpertInstanceView of(InstanceView view) {
        CallFigures figures = view.figures();
        return new ExpertInstanceView(
                view.instance().expertId(),
                view.instance().expertName(),
                view.instance().capabilities(),
                view.instance().actions(),
                view.instance().llmBackend(),
                view.instance().maxConcurrentTasks(),
                view.instance().address().map(URI::toString).orElse(IN_PROCESS),
                view.status(),
                view.reason(),
                view.breaker(),
                view.load(),
                figures.calls(),
                rounded(figures.successRate()),
                rounded(figures.averageMillis()),
                rounded(figures.p95Millis()),
                rounded(figures.p99Millis()),
                view.uptime().toSeconds());
    }

    /** To a thousandth: microseconds. */
    static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }
}
