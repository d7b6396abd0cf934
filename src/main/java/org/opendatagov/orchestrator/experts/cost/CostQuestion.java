package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What is asked of an estimate; the types of the inputs were checked before.
 *
 * @param months time that is estimated; empty is one month of a dataset that stays
 * @param putRequests writes a month; {@code getRequests} reads a month
 * @param retrievalBytes bytes read back a month
 */
record CostQuestion(
        Optional<String> location,
        Optional<BigDecimal> bytes,
        Optional<String> storageClass,
        Optional<String> region,
        BigDecimal replicas,
        Optional<BigDecimal> months,
        BigDecimal putRequests,
        BigDecimal getRequests,
        BigDecimal retrievalBytes) {

    /** @throws OrchestratorException {@code invalid_input} with every problem */
    static CostQuestion of(ExpertRequest request, PriceSheet prices) {
        Map<?, ?> requests = request.inputs().get("requests") instanceof Map<?, ?> map ? map : Map.of();
        CostQuestion question = new CostQuestion(
                request.text("file_path"),
                number(request.inputs(), "bytes"),
                request.text("storage_class"),
                request.text("region"),
                number(request.inputs(), "replicas").orElse(BigDecimal.ONE),
                number(request.inputs(), "months"),
                number(requests, "put").orElse(BigDecimal.ZERO),
                number(requests, "get").orElse(BigDecimal.ZERO),
                number(request.inputs(), "retrieval_bytes").orElse(BigDecimal.ZERO));
        List<Problem> problems = question.problems(prices);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return question;
    }

    /** A month of so many bytes in the default class. */
    static CostQuestion ofBytes(long bytes) {
        return new CostQuestion(
                Optional.empty(),
                Optional.of(BigDecimal.valueOf(bytes)),
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ONE,
                Optional.empty(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> number(Map<?, ?> inputs, String name) {
        return inputs.get(name) instanceof Number number
                ? Optional.of(new BigDecimal(number.toString()))
                : Optional.empty();
    }

    private List<Problem> problems(PriceSheet prices) {
        List<Problem> problems = new ArrayList<>();
        if (location.isEmpty() == bytes.isEmpty()) {
            problems.add(problem("/file_path", "estimate_storage_cost needs either 'file_path' or 'bytes'."));
        }
        region.filter(name -> !prices.regionNames().contains(name))
                .ifPresent(name -> problems.add(problem(
                        "/region",
                        "The price sheet of %s has no such region; it has %s."
                                .formatted(prices.priceDate(), String.join(", ", prices.regionNames())))));
        String priced = region.filter(prices.regionNames()::contains).orElse(prices.defaultRegion());
        storageClass
                .filter(name -> prices.find(priced, name).isEmpty())
                .ifPresent(name -> problems.add(problem(
                        "/storage_class",
                        "The price sheet of %s has no such storage class; it has %s."
                                .formatted(prices.priceDate(), String.join(", ", prices.classNames())))));
        return problems;
    }

    private static Problem problem(String path, String message) {
        return new Problem("wrong_value", path, message);
    }

    BigDecimal time() {
        return months.orElse(BigDecimal.ONE);
    }
}
