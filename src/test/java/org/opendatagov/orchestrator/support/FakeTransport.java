package org.opendatagov.orchestrator.support;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.ExpertTransport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Instances elsewhere that do as the test says, each by its id; well unless the test says otherwise. */
public final class FakeTransport implements ExpertTransport {
    private final Map<String, Function<ExpertRequest, ExpertReport>> scripts = new ConcurrentHashMap<>();
    private final Set<String> sick = ConcurrentHashMap.newKeySet();

    public void script(String expertId, Function<ExpertRequest, ExpertReport> script) {
        scripts.put(expertId, script);
    }

    public void sick(String expertId) {
        sick.add(expertId);
    }

    public void well(String expertId) {
        sick.remove(expertId);
    }

    @Override
    public ExpertReport perform(ExpertInstance instance, ExpertRequest request) {
        return scripts.getOrDefault(instance.expertId(), ScriptedExpert::trivial)
                .apply(request);
    }

    @Override
    public Health probe(ExpertInstance instance) {
        if (sick.contains(instance.expertId())) {
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "instance '" + instance.expertId() + "' is sick");
        }
        return new Health(0, Duration.ofMinutes(1));
    }
}
