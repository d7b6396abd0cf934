package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.forecast.Forecasts;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** What a run would probably cost and take, before it is started. */
@Component("forecastApi")
class ForecastApi {
    private final Forecasts forecasts;

    ForecastApi(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** The body is that of a run. */
    public void forecast(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of(), problems);
        RunRequest run = RunMembers.read(request.object(), List.of(), Optional.empty(), problems);
        ApiRequest.throwIfAny(problems);
        Answers.json(exchange, 200, forecasts.of(run));
    }
}
