package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.DryRun;
import org.opendatagov.orchestrator.engine.DryRuns;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** The operation that tells what a recorded run would have been on a changed template. */
@Component("dryRunApi")
class DryRunApi {
    private static final String DEFINITION = "definition";
    private static final String ROUTE = "route";
    private static final String WORKFLOW = "workflow";
    private static final String VERSION = "version";
    private static final List<String> KNOWN = List.of(DEFINITION, ROUTE, WORKFLOW, VERSION);

    private final DryRuns dryRuns;
    private final Runs runs;

    DryRunApi(DryRuns dryRuns, Runs runs) {
        this.dryRuns = dryRuns;
        this.runs = runs;
    }

    public void dryRun(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        UUID id = RunQuery.id(request.path("id"))
                .filter(run -> runs.find(run).isPresent())
                .orElseThrow(RunsApi::missing);
        Map<String, Object> body = request.objectIfAny();
        List<Problem> problems = new ArrayList<>();
        check(body, problems);
        ApiRequest.throwIfAny(problems);
        Answers.json(exchange, 200, dryRun(id, body));
    }

    private DryRun dryRun(UUID id, Map<String, Object> body) {
        if (body.get(DEFINITION) instanceof Map<?, ?> given) {
            Map<String, Object> definition = new LinkedHashMap<>();
            given.forEach((name, member) -> definition.put(String.valueOf(name), member));
            return dryRuns.definition(id, definition);
        }
        if (body.get(ROUTE) instanceof String route) {
            return dryRuns.route(id, route);
        }
        String workflow = body.get(WORKFLOW) instanceof String named
                ? named
                : runs.find(id).orElseThrow(RunsApi::missing).workflow();
        return dryRuns.version(
                id, workflow, body.get(VERSION) instanceof Integer number ? Optional.of(number) : Optional.empty());
    }

    private static void check(Map<String, Object> body, List<Problem> problems) {
        body.forEach((name, value) -> {
            boolean fits = switch (name) {
                case DEFINITION -> value instanceof Map;
                case ROUTE, WORKFLOW -> value instanceof String;
                case VERSION -> value instanceof Integer number && number > 0;
                default -> false;
            };
            if (!fits) {
                problems.add(
                        new Problem(
                                KNOWN.contains(name) ? "wrong_type" : "unknown_member",
                                Texts.pointer(name),
                                "The body has a 'definition' (an object), or a 'route' (Camel YAML as text), or 'workflow' (text) and 'version' (a whole number)."));
            }
        });
        long ways = List.of(
                        body.containsKey(DEFINITION),
                        body.containsKey(ROUTE),
                        body.containsKey(WORKFLOW) || body.containsKey(VERSION))
                .stream()
                .filter(given -> given)
                .count();
        if (ways > 1) {
            problems.add(
                    new Problem("both_given", "", "Give one of 'definition', 'route', or 'workflow' with 'version'."));
        }
    }
}
