package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** One action of an expert, asked for directly: a run of one task, as durable and recorded as any other. */
@Component("directApi")
class DirectApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_ITEMS = 100;
    private static final String ITEMS = "items";

    private final Runs runs;
    private final ExpertRegistry experts;

    DirectApi(Runs runs, ExpertRegistry experts) {
        this.runs = runs;
        this.experts = experts;
    }

    public void perform(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        DirectCall call = call(request);
        UUID run = call.start(request.objectIfAny(), "");
        DirectAnswer answer = call.await(run, PATIENCE);
        switch (answer) {
            case DirectAnswer.Done done -> Answers.json(exchange, 200, done);
            case DirectAnswer.Failed failed ->
                Answers.write(
                        exchange,
                        failed.failure().code().status(),
                        ProblemJson.TYPE,
                        ProblemJson.of(failed.failure(), Map.of("run_id", run)));
            case DirectAnswer.Open open -> {
                Answers.json(exchange, 202, runs.find(run).orElseThrow(RunsApi::missing));
                exchange.getMessage().setHeader("Location", "/api/v1/runs/" + run);
            }
        }
    }

    /** All items side by side, their answers in order; what is wrong with one item is its answer alone. */
    public void batch(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        DirectCall call = call(request);
        List<Object> started = new ArrayList<>();
        int number = 0;
        for (Map<String, Object> inputs : items(request.object())) {
            started.add(started(call, inputs, "/items/" + number++));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Object> answers = new ArrayList<>();
        for (Object run : started) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            answers.add(run instanceof UUID id ? item(call.await(id, left), id) : run);
        }
        Answers.json(exchange, 200, Map.of(ITEMS, answers));
    }

    private static Object started(DirectCall call, Map<String, Object> inputs, String pointer) {
        try {
            return call.start(inputs, pointer);
        } catch (OrchestratorException e) {
            return Map.of("error", new DirectAnswer.ItemError(e.code().text(), e.problems()));
        }
    }

    private static Object item(DirectAnswer answer, UUID run) {
        return switch (answer) {
            case DirectAnswer.Done done -> done;
            case DirectAnswer.Failed failed ->
                Map.of(
                        "run_id",
                        run,
                        "error",
                        new DirectAnswer.ItemError(
                                failed.failure().code().text(), failed.failure().problems()));
            case DirectAnswer.Open open ->
                Map.of(
                        "run_id",
                        run,
                        "error",
                        new DirectAnswer.ItemError(
                                ErrorCode.TIMEOUT.text(),
                                List.of(new Problem(
                                        ErrorCode.TIMEOUT.text(),
                                        "",
                                        "It goes on still; GET /api/v1/runs/{run_id} tells its end."))));
        };
    }

    private static List<Map<String, Object>> items(Map<String, Object> body) {
        List<Map<String, Object>> items = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        if (body.get(ITEMS) instanceof List<?> list && !list.isEmpty() && list.size() <= MOST_ITEMS) {
            for (Object item : list) {
                Map<String, Object> inputs = new LinkedHashMap<>();
                if (item instanceof Map<?, ?> members) {
                    members.forEach((name, value) -> inputs.put(String.valueOf(name), value));
                } else {
                    problems.add(new Problem("wrong_type", "/items/" + items.size(), "An item must be an object."));
                }
                items.add(inputs);
            }
        } else {
            problems.add(new Problem(
                    "wrong_type", "/items", "'items' must be a list of 1 to " + MOST_ITEMS + " objects, the inputs."));
        }
        ApiRequest.throwIfAny(problems);
        return items;
    }

    private DirectCall call(ApiRequest request) {
        Expert expert = experts.named(request.path("expert")).orElseThrow(DirectApi::unknown);
        ExpertAction action = expert.actions().stream()
                .filter(known -> known.name().equals(request.path("action")))
                .findFirst()
                .orElseThrow(DirectApi::unknown);
        return new DirectCall(runs, expert.name(), action, request.requester());
    }

    private static OrchestratorException unknown() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no such expert or action; GET /api/v1/experts lists those there are.");
    }
}
