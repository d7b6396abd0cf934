package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunPage;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.Submission;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.report.Reports;
import org.opendatagov.orchestrator.report.RunReport;
import org.opendatagov.orchestrator.workflow.Durations;
import org.springframework.stereotype.Component;

/** Operations on runs. */
@Component("runsApi")
class RunsApi {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int PAGE = 50;

    private final Runs runs;
    private final Reports reports;

    RunsApi(Runs runs, Reports reports) {
        this.runs = runs;
        this.reports = reports;
    }

    public void submit(Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        Optional<String> key = header(exchange, "Idempotency-Key");
        Optional<String> wait = header(exchange, "wait");
        List<Problem> problems = new ArrayList<>();
        Duration waiting = wait.map(text -> duration(text, problems)).orElse(Duration.ZERO);
        Map<String, Object> request = ApiJson.object(body == null ? "" : body);
        RunRequest run = request(request, key, problems);
        Submission submission = runs.submit(run);
        RunView view = waiting.isPositive()
                ? runs.await(submission.runId(), waiting)
                : runs.find(submission.runId()).orElseThrow();
        boolean ended = view.status().ended() && waiting.isPositive();
        Answers.json(exchange, ended || !submission.created() ? 200 : 202, view);
        exchange.getMessage().setHeader("Location", "/api/v1/runs/" + view.id());
    }

    private static Duration duration(String text, List<Problem> problems) {
        Optional<Duration> duration = Durations.parse(text).filter(given -> given.compareTo(LONGEST_WAIT) <= 0);
        if (duration.isEmpty()) {
            problems.add(new Problem(
                    "invalid_wait", "", "'wait' must be a duration of at most 60s (" + Durations.FORMS + ")."));
        }
        return duration.orElse(Duration.ZERO);
    }

    private static RunRequest request(Map<String, Object> body, Optional<String> key, List<Problem> problems) {
        body.keySet().stream()
                .filter(name -> !name.equals("workflow") && !name.equals("inputs"))
                .forEach(name -> problems.add(new Problem(
                        "unknown_member", "/" + name, "'" + name + "' is unknown; known are workflow and inputs.")));
        if (!(body.get("workflow") instanceof String)) {
            problems.add(new Problem("wrong_type", "/workflow", "'workflow' must be the id of a workflow (text)."));
        }
        Object inputs = body.getOrDefault("inputs", Map.of());
        if (!(inputs instanceof Map<?, ?>)) {
            problems.add(new Problem("wrong_type", "/inputs", "'inputs' must be an object."));
        }
        if (key.filter(text -> text.length() > 200).isPresent()) {
            problems.add(new Problem("too_long", "", "'Idempotency-Key' must have at most 200 characters."));
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        Map<String, Object> given = new java.util.LinkedHashMap<>();
        ((Map<?, ?>) inputs).forEach((name, value) -> given.put(String.valueOf(name), value));
        return new RunRequest(String.valueOf(body.get("workflow")), given, key);
    }

    private static Optional<String> header(Exchange exchange, String name) {
        return Optional.ofNullable(exchange.getMessage().getHeader(name, String.class));
    }

    public void list(Exchange exchange) {
        RunPage page = runs.list(new RunFilter(
                header(exchange, "workflow"),
                header(exchange, "status").map(RunsApi::state),
                header(exchange, "q"),
                header(exchange, "cursor")
                        .map(text -> uuid(text, ErrorCode.INVALID_INPUT).toString()),
                PAGE));
        Answers.json(exchange, 200, page);
    }

    private static RunState state(String text) {
        for (RunState state : RunState.values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        throw new OrchestratorException(
                ErrorCode.INVALID_INPUT,
                "'status' must be one of queued, running, waiting, succeeded, failed, cancelled.");
    }

    public void get(Exchange exchange) {
        Answers.json(exchange, 200, run(exchange));
    }

    private RunView run(Exchange exchange) {
        UUID id = uuid(header(exchange, "id").orElse(""), ErrorCode.NOT_FOUND);
        return runs.find(id).orElseThrow(() -> missing(id.toString()));
    }

    private static UUID uuid(String text, ErrorCode otherwise) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            if (otherwise == ErrorCode.NOT_FOUND) {
                throw missing("with this id");
            }
            throw new OrchestratorException(otherwise, "'cursor' must be one that a page gave.", e);
        }
    }

    private static OrchestratorException missing(String which) {
        return new OrchestratorException(ErrorCode.NOT_FOUND, "There is no run " + which + ".");
    }

    public void report(Exchange exchange) {
        RunView run = run(exchange);
        if (!run.status().ended()) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT, "The run is still " + run.status().text() + "; its report comes when it ends.");
        }
        RunReport report = reports.report(run.id()).orElseThrow();
        String accept = header(exchange, "Accept").orElse("*/*").toLowerCase(Locale.ROOT);
        if (accept.contains("text/html")) {
            Answers.write(exchange, 200, "text/html; charset=utf-8", reports.html(report));
            exchange.getMessage().setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        } else if (accept.contains("text/markdown")) {
            Answers.write(exchange, 200, "text/markdown; charset=utf-8", reports.markdown(report));
        } else if (accept.contains("json") || accept.contains("*/*") || accept.contains("application/*")) {
            Answers.write(exchange, 200, "application/json", reports.json(report));
        } else {
            throw new OrchestratorException(
                    ErrorCode.NOT_ACCEPTABLE, "A report is application/json, text/markdown or text/html.");
        }
        exchange.getMessage().setHeader("X-Content-Type-Options", "nosniff");
    }
}
