package org.opendatagov.orchestrator.api;

import java.util.List;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.Workflows;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Operations on definitions that are not run. */
@Component("definitionsApi")
class DefinitionsApi {
    private final Runs runs;
    private final Workflows workflows;

    DefinitionsApi(Runs runs, Workflows workflows) {
        this.runs = runs;
        this.workflows = workflows;
    }

    /** A list is a Camel route, a mapping a definition. */
    private List<Problem> yaml(ApiRequest request) {
        String text = request.text();
        return ApiYaml.isList(text) ? workflows.validate(text) : runs.validate(ApiYaml.object(text));
    }

    /** What a validation found. */
    record Validation(boolean valid, List<Problem> errors) {}

    public void validate(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        List<Problem> problems = request.isYaml() ? yaml(request) : runs.validate(request.object());
        Answers.json(exchange, 200, new Validation(problems.isEmpty(), problems));
    }
}
