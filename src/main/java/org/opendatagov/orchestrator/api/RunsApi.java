package org.opendatagov.orchestrator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.Submission;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.report.Reports;
import org.opendatagov.orchestrator.report.RunReport;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Operations on runs. */
@Component("runsApi")
class RunsApi {
    private static final MediaType CSV = MediaType.valueOf("text/csv");

    private final Runs runs;
    private final Map<MediaType, Function<RunReport, String>> forms;
    private final Reports reports;

    RunsApi(Runs runs, Reports reports) {
        this.runs = runs;
        this.reports = reports;
        this.forms = Map.of(
                MediaType.APPLICATION_JSON,
                reports::json,
                MediaType.TEXT_MARKDOWN,
                reports::markdown,
                MediaType.TEXT_HTML,
                reports::html,
                CSV,
                report -> reports.csv(report).orElseThrow(RunsApi::noAudit));
    }

    public void submit(Exchange exchange) {
        RunSubmission asked = RunSubmission.read(exchange);
        Submission submission = runs.submit(asked.request());
        RunView view = asked.patience().isPositive()
                ? runs.await(submission.runId(), asked.patience())
                : runs.find(submission.runId()).orElseThrow();
        boolean ended = view.status().ended() && asked.patience().isPositive();
        Answers.json(exchange, ended || !submission.created() ? 200 : 202, view);
        exchange.getMessage().setHeader("Location", "/api/v1/runs/" + view.id());
    }

    public void list(Exchange exchange) {
        Answers.json(exchange, 200, runs.list(RunQuery.read(exchange)));
    }

    public void get(Exchange exchange) {
        Answers.json(exchange, 200, run(ApiRequest.of(exchange)));
    }

    private RunView run(ApiRequest request) {
        return RunQuery.id(request.path("id")).flatMap(runs::find).orElseThrow(RunsApi::missing);
    }

    /** The id is left out: what is no id may be anything. */
    static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no run with this id; GET /api/v1/runs lists those there are.");
    }

    public void report(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        RunView run = run(request);
        MediaType form = form(request.list("Accept"));
        if (!run.status().ended()) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT, "The run is still " + run.status().text() + "; its report comes when it ends.");
        }
        RunReport report = reports.report(run.id()).orElseThrow(RunsApi::missing);
        Answers.write(exchange, 200, form + ";charset=utf-8", write(report, form));
        exchange.getMessage().setHeader("Vary", "Accept");
        exchange.getMessage()
                .setHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private String write(RunReport report, MediaType form) {
        return Optional.ofNullable(forms.get(form)).orElse(reports::json).apply(report);
    }

    private static OrchestratorException noAudit() {
        return new OrchestratorException(
                ErrorCode.NOT_ACCEPTABLE,
                "Of this run there is no CSV: an audit alone has one. Ask for application/json, text/markdown or text/html.");
    }

    private static MediaType form(String accept) {
        List<MediaType> inOrder =
                List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_MARKDOWN, MediaType.TEXT_HTML, CSV);
        return Forms.choose(accept, inOrder)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.NOT_ACCEPTABLE,
                        "A report is "
                                + inOrder.stream().map(MediaType::toString).collect(Collectors.joining(", ")) + "."));
    }
}
