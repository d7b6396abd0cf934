package org.opendatagov.orchestrator.support;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Schemas;

/** An expert for tests of the engine: its actions answer as the test says. */
public final class ScriptedExpert implements Expert {
    private final String name;
    private final List<ExpertAction> actions;
    private volatile Function<ExpertRequest, ExpertReport> script;

    /** @param actions names, separated by spaces */
    public ScriptedExpert(String name, String actions, Function<ExpertRequest, ExpertReport> script) {
        this.name = name;
        this.script = script;
        Map<String, Object> inputs = Map.of(
                "type",
                "object",
                "properties",
                Map.of("file_path", Map.of("type", "string"), "text", Schemas.personal(Schemas.text())),
                "required",
                List.of());
        this.actions = Arrays.stream(actions.split(" ", -1))
                .map(action ->
                        new ExpertAction(action, "test_" + action, "A test's action", inputs, Map.of("type", "object")))
                .toList();
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
        return actions;
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        return script.apply(request);
    }
}
