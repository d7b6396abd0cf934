package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** One expert's action as runs of one task. */
record DirectCall(Runs runs, String expert, String action) {
    private static final String INPUTS = "/definition/tasks/0/inputs";

    /**
     * @param pointer where the inputs stand in the request's body
     * @throws OrchestratorException with every problem of the inputs
     */
    UUID start(Map<String, Object> inputs, String pointer) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", action);
        task.put("expert", expert);
        task.put("action", action);
        task.put("inputs", literal(inputs));
        Map<String, Object> definition = Map.of("workflow_id", "direct_" + action, "tasks", List.of(task));
        try {
            return runs.submit(RunRequest.of(definition, Map.of())).runId();
        } catch (OrchestratorException e) {
            throw new OrchestratorException(
                    e.code(),
                    e.problems().stream()
                            .map(problem -> new Problem(
                                    problem.code(), problem.path().replace(INPUTS, pointer), problem.message()))
                            .toList());
        }
    }

    /** What looks like a reference is text: there is nothing to refer to. */
    private static Object literal(Object value) {
        return switch (value) {
            case String text -> text.startsWith("${") || text.startsWith("$${") ? "$" + text : text;
            case Map<?, ?> map -> {
                Map<String, Object> members = new LinkedHashMap<>();
                map.forEach((name, member) ->
                        members.put(String.valueOf(name), member == null ? Map.of() : literal(member)));
                yield members;
            }
            case List<?> list -> list.stream().map(DirectCall::literal).toList();
            default -> value;
        };
    }

    DirectAnswer await(UUID run, Duration atMost) {
        RunView view = runs.await(run, atMost);
        return switch (view.status()) {
            case SUCCEEDED -> {
                ExpertReport report = runs.record(run).orElseThrow().reports().values().stream()
                        .findFirst()
                        .orElseThrow();
                yield new DirectAnswer.Done(run, report.summary(), report.findings(), report.result());
            }
            case FAILED, CANCELLED -> new DirectAnswer.Failed(failure(view));
            case QUEUED, RUNNING, WAITING -> new DirectAnswer.Open();
        };
    }

    private static OrchestratorException failure(RunView view) {
        Problem problem = view.tasks().getFirst().error().orElseGet(() -> new Problem("", "", view.reason()));
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.text().equals(problem.code()))
                .findFirst()
                .orElse(view.status().ended() ? ErrorCode.CONFLICT : ErrorCode.INTERNAL);
        return new OrchestratorException(code, List.of(new Problem(code.text(), problem.path(), problem.message())));
    }
}
