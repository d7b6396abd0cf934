package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.report.Reports;
import org.opendatagov.orchestrator.report.RunComparison;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Two runs side by side, as JSON or Markdown. */
@Component("comparisonApi")
class ComparisonApi {
    private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_MARKDOWN);

    private final Runs runs;
    private final Reports reports;

    ComparisonApi(Runs runs, Reports reports) {
        this.runs = runs;
        this.reports = reports;
    }

    public void compare(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of("with"), problems);
        UUID first = RunQuery.id(request.path("id")).orElseThrow(RunsApi::missing);
        Optional<UUID> second = request.query("with").flatMap(RunQuery::id);
        RunView one = runs.find(first).orElseThrow(RunsApi::missing);
        Optional<RunView> other = second.flatMap(runs::find);
        if (other.isEmpty()) {
            problems.add(new Problem(
                    "unknown_run",
                    RequestPlace.query("with"),
                    "'with' must be the id of another run; GET /api/v1/runs lists them."));
        }
        ApiRequest.throwIfAny(problems);
        List.of(one, other.orElseThrow()).forEach(ComparisonApi::refuseOpen);
        write(exchange, request, reports.compare(first, second.orElseThrow()).orElseThrow(RunsApi::missing));
    }

    private static void refuseOpen(RunView run) {
        if (!run.status().ended()) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "The run %s is still %s; runs are compared when they have ended."
                            .formatted(run.id(), run.status().text()));
        }
    }

    private void write(Exchange exchange, ApiRequest request, RunComparison comparison) {
        MediaType form = Forms.choose(request.list("Accept"), FORMS)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.NOT_ACCEPTABLE, "A comparison is application/json or text/markdown."));
        boolean markdown = form.equals(MediaType.TEXT_MARKDOWN);
        String text = markdown ? reports.markdown(comparison) : reports.json(comparison);
        Answers.write(exchange, 200, form + ";charset=utf-8", text);
        exchange.getMessage().setHeader("Vary", "Accept");
    }
}
