package org.opendatagov.orchestrator.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ScriptedExpert;

/** The experts of onboarding as scripted ones, trivial until a test says otherwise. */
public final class TestExperts {
    private final Map<String, ScriptedExpert> experts = new TreeMap<>();

    public TestExperts() {
        EngineTestApplication.ACTIONS.forEach(
                (name, action) -> experts.put(name, new ScriptedExpert(name, action, ScriptedExpert::trivial)));
    }

    public Map<String, ScriptedExpert> all() {
        return experts;
    }

    public ScriptedExpert get(String name) {
        ScriptedExpert expert = experts.get(name);
        if (expert == null) {
            throw new IllegalArgumentException(name);
        }
        return expert;
    }

    /** All experts answer so. */
    public void all(Function<ExpertRequest, ExpertReport> script) {
        experts.values().forEach(expert -> expert.script(script));
    }
}
