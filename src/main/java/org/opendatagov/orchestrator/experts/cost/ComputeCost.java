package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a use of compute costs, line by line. Amounts are exact; people are shown cents, halves rounded up. */
record ComputeCost(ComputeUse use, List<CostLine> lines) {
    ComputeCost {
        lines = List.copyOf(lines);
    }

    static ComputeCost of(ComputeUse use, ComputeQuestion question, ComputePrices prices) {
        if (question.executorRate().isPresent()) {
            return new ComputeCost(
                    use,
                    List.of(new CostLine(
                            "executors",
                            use.executorHours(),
                            "executor-hour",
                            question.executorRate().get())));
        }
        ComputePrices.Rate rate =
                prices.find(question.region(), question.computeClass()).orElseThrow();
        List<CostLine> lines = new ArrayList<>();
        lines.add(new CostLine(
                "cores, " + question.computeClass(),
                use.executorHours().multiply(use.cores().orElseThrow()),
                "core-hour",
                rate.coreHour()));
        use.memoryGb()
                .filter(gigabytes -> rate.gbHour().signum() > 0)
                .ifPresent(gigabytes -> lines.add(new CostLine(
                        "memory, " + question.computeClass(),
                        use.executorHours().multiply(gigabytes),
                        "GB-hour",
                        rate.gbHour())));
        return new ComputeCost(use, lines);
    }

    BigDecimal total() {
        return CostLine.plain(lines.stream().map(CostLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    Optional<BigDecimal> idle() {
        return use.idleShare().map(share -> CostLine.plain(total().multiply(share)));
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("hours", CostLine.plain(use.hours()));
        described.put("executors", CostLine.plain(use.executors()));
        described.put("executor_hours", CostLine.plain(use.executorHours()));
        described.put("total", total());
        described.put("lines", lines.stream().map(CostLine::describe).toList());
        return described;
    }

    /** {@code 5.63 USD}. */
    static String shown(BigDecimal amount, String currency) {
        return String.format(Locale.ROOT, "%,.2f %s", amount.setScale(2, RoundingMode.HALF_UP), currency);
    }

    static String plain(BigDecimal number) {
        return CostLine.plain(number.setScale(2, RoundingMode.HALF_UP)).toPlainString();
    }
}
