package org.opendatagov.orchestrator.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;

/** An expert for tests of the engine: its one action answers as the test says. */
public final class ScriptedExpert implements Expert {
    private final String name;
    private final ExpertAction action;
    private volatile Function<ExpertRequest, ExpertReport> script;

    public ScriptedExpert(String name, String action, Function<ExpertRequest, ExpertReport> script) {
        this.name = name;
        this.script = script;
        Map<String, Object> inputs = Map.of(
                "type", "object", "properties", Map.of("file_path", Map.of("type", "string")), "required", List.of());
        this.action = new ExpertAction(action, "test_" + action, "A test's action", inputs, Map.of("type", "object"));
    }

    public void script(Function<ExpertRequest, ExpertReport> script) {
        this.script = script;
    }

    /** A report that says which task it answers, and shares that. */
    public static ExpertReport trivial(ExpertRequest request) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", request.taskId());
        return new ExpertReport(
                "done " + request.taskId(), List.of(), List.of(), result, Map.of("done", request.taskId()), Map.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(action);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        return script.apply(request);
    }
}
