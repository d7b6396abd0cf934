package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.Submission;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Operations that steer a run: cancel, pause, resume, retry, fork, approvals; and what its tasks share. */
@Component("runControlApi")
class RunControlApi {
    private static final int LONGEST_TEXT = 2_000;
    private static final String DECISION = "decision";
    private static final String COMMENT = "comment";

    private final Runs runs;

    RunControlApi(Runs runs) {
        this.runs = runs;
    }

    private static String user(ApiRequest request) {
        return request.requester().user();
    }

    private static void answer(Exchange exchange, RunView run) {
        Answers.json(exchange, 200, run);
    }

    public void cancel(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        answer(exchange, runs.cancel(id(request), user(request)));
    }

    public void pause(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        answer(exchange, runs.pause(id(request), user(request)));
    }

    public void resume(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        answer(exchange, runs.resume(id(request), user(request)));
    }

    private static UUID id(ApiRequest request) {
        return RunQuery.id(request.path("id")).orElseThrow(RunsApi::missing);
    }

    public void retry(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        UUID id = id(request);
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> body = body(request, Set.of("from"), problems);
        String from = text(body, "from", problems);
        ApiRequest.throwIfAny(problems);
        answer(exchange, runs.retry(id, Optional.of(from).filter(task -> !task.isEmpty()), user(request)));
    }

    public void fork(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        UUID id = id(request);
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> body = body(request, Set.of("inputs", "definition"), problems);
        Optional<Map<String, Object>> inputs = object(body, "inputs", problems);
        Optional<Map<String, Object>> definition = object(body, "definition", problems);
        ApiRequest.throwIfAny(problems);
        Submission submission = runs.fork(id, inputs, definition, request.requester());
        Answers.json(exchange, 202, runs.find(submission.runId()).orElseThrow(RunsApi::missing));
        exchange.getMessage().setHeader("Location", "/api/v1/runs/" + submission.runId());
    }

    public void decide(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, "key");
        UUID id = id(request);
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> body = body(request, Set.of(DECISION, COMMENT), problems);
        String decision = text(body, DECISION, problems);
        String comment = text(body, COMMENT, problems);
        if (!Set.of("approve", "reject").contains(decision) && problems.isEmpty()) {
            problems.add(new Problem("invalid_decision", "/" + DECISION, "'decision' must be approve or reject."));
        }
        ApiRequest.throwIfAny(problems);
        answer(
                exchange,
                runs.decide(
                        id,
                        request.path("task"),
                        request.query("key").orElse(""),
                        decision.equals("approve"),
                        comment,
                        user(request)));
    }

    public void context(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, "prefix");
        Answers.json(
                exchange,
                200,
                Map.of(
                        "context",
                        runs.context(id(request), request.query("prefix").orElse(""))));
    }

    /** The body where there is one; its members are those known. */
    private static Map<String, Object> body(ApiRequest request, Set<String> known, List<Problem> problems) {
        Map<String, Object> body = request.objectIfAny();
        body.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(new Problem(
                        "unknown_member",
                        Texts.pointer(name),
                        "The member is unknown; known are "
                                + String.join(", ", known.stream().sorted().toList()) + ".")));
        return body;
    }

    private static String text(Map<String, Object> body, String name, List<Problem> problems) {
        @Nullable Object value = body.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text && text.length() <= LONGEST_TEXT && Texts.storable(text)) {
            return text;
        }
        problems.add(new Problem(
                "wrong_type", "/" + name, "'" + name + "' must be text of at most " + LONGEST_TEXT + " characters."));
        return "";
    }

    private static Optional<Map<String, Object>> object(Map<String, Object> body, String name, List<Problem> problems) {
        @Nullable Object value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put(String.valueOf(key), member));
            return Optional.of(members);
        }
        problems.add(new Problem("wrong_type", "/" + name, "'" + name + "' must be an object."));
        return Optional.empty();
    }
}
