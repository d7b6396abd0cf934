package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What is asked about compute; the types of the inputs were checked before.
 *
 * @param executorRate price of an executor for an hour; where empty the price sheet's
 * @param expectedHours how long it should take
 * @param runsPerMonth how often it runs; empty for once
 */
record ComputeQuestion(
        ComputeUse use,
        Optional<BigDecimal> executorRate,
        Optional<BigDecimal> expectedHours,
        Optional<BigDecimal> runsPerMonth,
        String region,
        String computeClass,
        String currency) {

    /**
     * @param read what a log tells, where one was named
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    static ComputeQuestion of(ExpertRequest request, Optional<ComputeUse> read, ComputePrices prices) {
        List<Problem> problems = new ArrayList<>();
        Optional<ComputeUse> use = ComputeUse.ofInputs(request).or(() -> read).or(() -> ComputeUse.ofContext(request));
        if (use.isEmpty()) {
            missing(request, problems);
        }
        Optional<BigDecimal> rate = ComputeUse.number(request.inputs(), "executor_rate");
        String region = request.text("region").orElse(prices.defaultRegion());
        String computeClass = request.text("compute_class").orElse(prices.defaultClass());
        if (!prices.regions().containsKey(region)) {
            problems.add(problem(
                    "/region",
                    "The price sheet of %s has no such region; it has %s."
                            .formatted(prices.priceDate(), prices.regionNames())));
        } else if (prices.find(region, computeClass).isEmpty()) {
            problems.add(problem(
                    "/compute_class",
                    "The price sheet of %s has no such class in %s; it has %s."
                            .formatted(prices.priceDate(), region, prices.classNames(region))));
        }
        Optional<BigDecimal> expected = request.text("expected_duration").flatMap(text -> duration(text, problems));
        if (use.isPresent() && rate.isEmpty() && use.get().cores().isEmpty()) {
            problems.add(problem(
                    "/executor_rate",
                    "%s needs 'executor_rate', or 'cores' (of one executor) to price it.".formatted(request.action())));
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return new ComputeQuestion(
                use.orElseThrow(),
                rate,
                expected,
                ComputeUse.number(request.inputs(), "runs_per_month"),
                region,
                computeClass,
                request.text("currency").orElse(prices.currency()));
    }

    private static void missing(ExpertRequest request, List<Problem> problems) {
        for (String name : List.of("hours", "executors")) {
            if (request.inputs().get(name) == null) {
                problems.add(new Problem(
                        "missing_input",
                        "/" + name,
                        "%s needs 'hours' and 'executors', or 'event_log', or 'pipeline_id'."
                                .formatted(request.action())));
            }
        }
    }

    private static Optional<BigDecimal> duration(String text, List<Problem> problems) {
        Optional<BigDecimal> hours = WorkTime.hours(text);
        if (hours.isEmpty()) {
            problems.add(problem(
                    "/expected_duration",
                    "'expected_duration' must be a duration such as PT30M, 30 min, 0.5 h or 90 s."));
        }
        return hours;
    }

    private static Problem problem(String path, String message) {
        return new Problem("wrong_value", path, message);
    }
}
