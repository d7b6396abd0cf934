package org.opendatagov.orchestrator.api;

import java.util.List;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Operations on definitions that are not run. */
@Component("definitionsApi")
class DefinitionsApi {
    private final Runs runs;

    DefinitionsApi(Runs runs) {
        this.runs = runs;
    }

    /** What a validation found. */
    record Validation(boolean valid, List<Problem> errors) {}

    public void validate(Exchange exchange) {
        List<Problem> problems = runs.validate(ApiRequest.of(exchange).object());
        Answers.json(exchange, 200, new Validation(problems.isEmpty(), problems));
    }
}
