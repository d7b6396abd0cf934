package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** One expert's action as runs of one task. */
record DirectCall(Runs runs, String expert, ExpertAction action, Requester requester) {
    private static final String INPUTS = "/definition/tasks/0/inputs";

    /**
     * @param pointer where the inputs stand in the request's body
     * @throws OrchestratorException with every problem of the inputs
     */
    UUID start(Map<String, Object> inputs, String pointer) {
        RunRequest request = RunRequest.of(definition(inputs), Map.of()).by(requester);
        check(request, inputs, pointer);
        return runs.submit(request).runId();
    }

    private Map<String, Object> definition(Map<String, Object> inputs) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", action.name());
        task.put("expert", expert);
        task.put("action", action.name());
        task.put("inputs", literal(inputs));
        return Map.of("workflow_id", "direct_" + action.name(), "tasks", List.of(task));
    }

    /** By the action's schema, and as a run is checked. */
    private void check(RunRequest request, Map<String, Object> inputs, String pointer) {
        ExpertRequest asked =
                new ExpertRequest(new UUID(0, 0), action.name(), action.name(), inputs, ContextView.empty(), Map.of());
        List<Problem> problems = new ArrayList<>();
        ActionInputs.problems(action, asked)
                .forEach(problem ->
                        problems.add(new Problem(problem.code(), pointer + problem.path(), problem.message())));
        ErrorCode code = ErrorCode.INVALID_INPUT;
        try {
            runs.check(request);
        } catch (OrchestratorException e) {
            code = problems.isEmpty() ? e.code() : code;
            Set<String> told = problems.stream().map(Problem::path).collect(Collectors.toSet());
            e.problems().stream()
                    .map(problem ->
                            new Problem(problem.code(), problem.path().replace(INPUTS, pointer), problem.message()))
                    .filter(problem -> !told.contains(problem.path()))
                    .forEach(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(code, problems);
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
                yield new DirectAnswer.Done(
                        run, report.summary(), report.findings(), report.result(), report.judgement());
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
                .orElse(problem.code().isEmpty() ? ErrorCode.CONFLICT : ErrorCode.INVALID_INPUT);
        return new OrchestratorException(code, List.of(new Problem(code.text(), problem.path(), problem.message())));
    }
}
