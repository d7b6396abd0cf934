package org.opendatagov.orchestrator.support;

import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertRequest;

/** Calls of experts, as a run would make them. */
public final class Calls {
    private Calls() {}

    public static ExpertRequest of(String action, Map<String, Object> inputs) {
        return of(action, inputs, ContextView.empty());
    }

    public static ExpertRequest of(String action, Map<String, Object> inputs, ContextView context) {
        return new ExpertRequest(new UUID(0, 1), "task", action, inputs, context, Map.of());
    }
}
