package org.opendatagov.orchestrator.expert;

import java.time.Duration;

/**
 * An instance as it is now.
 *
 * @param load tasks that it performs now, those of other callers among them as far as they are known
 * @param reason why it gets no task; empty where it may
 * @param uptime how long it has been there
 */
public record InstanceView(
        ExpertInstance instance,
        InstanceStatus status,
        String reason,
        BreakerState breaker,
        int load,
        CallFigures figures,
        Duration uptime) {}
