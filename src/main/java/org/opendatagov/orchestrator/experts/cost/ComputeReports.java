package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What a job costs now, and what it could cost. */
final class ComputeReports {
    /** DataFlint's alert: more than half of the cores' time idle. */
    private static final BigDecimal IDLE = new BigDecimal("0.5");
    /** Ours: a fifth is left free for stages that do not fill their cores. */
    private static final BigDecimal TARGET = new BigDecimal("0.8");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** A list price and a saving that is expected, not measured. */
    private static final double CONFIDENCE = 0.8;

    private final ComputeQuestion question;
    private final ComputePrices prices;
    private final ComputeCost before;
    private final Findings findings = new Findings();
    private final List<String> assumptions = new ArrayList<>();

    ComputeReports(ComputeQuestion question, ComputePrices prices) {
        this.question = question;
        this.prices = prices;
        this.before = ComputeCost.of(question.use(), question, prices);
        assumptions.add("Hours, executors and cores are from %s."
                .formatted(question.use().basis()));
        assumptions.add(
                question.executorRate().isPresent()
                        ? "The rate is the one given; it is not compared with a price sheet."
                        : "List prices of %s for %s in %s, %s; taxes and discounts are not included."
                                .formatted(
                                        prices.priceDate(),
                                        question.computeClass(),
                                        question.region(),
                                        prices.source()));
    }

    ExpertReport estimate(Map<String, String> fingerprints) {
        String summary = "%s a run: %s".formatted(shown(before.total()), worked(before));
        String id = evidence("compute.cost", before);
        findings.rule(
                Severity.INFO,
                "A run costs " + shown(before.total()),
                worked(before) + ".",
                none(),
                CONFIDENCE,
                id,
                "",
                source());
        Map<String, Object> result = head();
        result.putAll(before.describe());
        question.runsPerMonth()
                .ifPresent(runs ->
                        result.put("monthly", CostLine.plain(before.total().multiply(runs))));
        idle(result);
        return new ExpertReport(
                summary,
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("run_cost", before.total()),
                fingerprints);
    }

    ExpertReport optimize(ExpertRequest request, Map<String, String> fingerprints) {
        ComputeCost after = after(request);
        BigDecimal saved = CostLine.plain(before.total().subtract(after.total()));
        BigDecimal percent = before.total().signum() == 0
                ? BigDecimal.ZERO
                : CostLine.plain(saved.multiply(HUNDRED).divide(before.total(), 2, RoundingMode.HALF_UP));
        Map<String, Object> result = head();
        result.put("before", before.describe());
        result.put("after", after.describe());
        result.put("saved", saved);
        result.put("saved_percent", percent);
        question.runsPerMonth().ifPresent(runs -> result.put("saved_monthly", CostLine.plain(saved.multiply(runs))));
        idle(result);
        String summary = saved.signum() > 0
                ? "%s a run, %s after: %s %% saved"
                        .formatted(shown(before.total()), shown(after.total()), percent.toPlainString())
                : "%s a run; nothing tells that it could cost less".formatted(shown(before.total()));
        if (saved.signum() > 0) {
            String id = evidence("compute.before", before);
            evidence("compute.after", after);
            findings.rule(
                    percent.compareTo(BigDecimal.valueOf(50)) >= 0 ? Severity.HIGH : Severity.MEDIUM,
                    "A run could cost %s instead of %s".formatted(shown(after.total()), shown(before.total())),
                    "Now %s; after %s.".formatted(worked(before), worked(after)),
                    none(),
                    CONFIDENCE,
                    id,
                    advice(after),
                    source());
        }
        result.put("recommendation", saved.signum() > 0 ? advice(after) : "");
        Map<String, Object> context =
                Map.of("run_cost", before.total(), "run_cost_after", after.total(), "saved_percent", percent);
        return new ExpertReport(summary, findings.findings(), findings.evidence(), result, context, fingerprints);
    }

    /** As long as expected; else less what the analysis before expects to save; else on as many executors as the work fills. */
    private ComputeCost after(ExpertRequest request) {
        ComputeUse use = question.use();
        Optional<BigDecimal> saving = request.context()
                .find("saved_seconds")
                .map(ContextValue::value)
                .flatMap(value -> value instanceof Number number
                        ? Optional.of(new BigDecimal(number.toString()))
                        : Optional.empty())
                .map(seconds -> ComputeUse.hours(seconds.multiply(BigDecimal.valueOf(1000))));
        if (question.expectedHours().isPresent()) {
            assumptions.add("After: it takes the expected duration, on the same executors.");
            return cost(use.lasting(question.expectedHours().get().min(use.hours())));
        }
        if (saving.isPresent() && saving.get().signum() > 0) {
            assumptions.add(
                    "After: it is shorter by what the analysis of its performance expects to save, on the same executors.");
            return cost(use.lasting(use.hours().subtract(saving.get()).max(BigDecimal.ZERO)));
        }
        return rightSized(use);
    }

    private ComputeCost rightSized(ComputeUse use) {
        Optional<BigDecimal> idle = use.idleShare().filter(share -> share.compareTo(IDLE) > 0);
        if (idle.isEmpty()) {
            assumptions.add(
                    "After: as before, for neither an expected duration nor a saving is known, and cores are not idle for more than half of the time.");
            return before;
        }
        BigDecimal busy = BigDecimal.ONE.subtract(idle.get());
        BigDecimal needed = use.executors()
                .multiply(busy)
                .divide(TARGET, 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE);
        assumptions.add("After: as many executors as keep their cores busy for 80 % of the time, for the same hours.");
        return cost(use.on(needed.min(use.executors())));
    }

    private ComputeCost cost(ComputeUse use) {
        return ComputeCost.of(use, question, prices);
    }

    private String advice(ComputeCost after) {
        if (after.use().executors().compareTo(before.use().executors()) < 0) {
            String executors = after.use().executors().toPlainString();
            return "Run it on %s executors: spark.executor.instances=%s, or spark.dynamicAllocation.enabled=true with spark.dynamicAllocation.maxExecutors=%s."
                    .formatted(executors, executors, executors);
        }
        return "Bring it from %s to %s hours by what the analysis of its performance advises; the executors stay as they are."
                .formatted(
                        ComputeCost.plain(before.use().hours()),
                        ComputeCost.plain(after.use().hours()));
    }

    private Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("currency", question.currency());
        head.put("price_date", question.executorRate().isPresent() ? "" : prices.priceDate());
        head.put("region", question.region());
        question.executorRate().ifPresent(rate -> head.put("executor_rate", rate));
        head.put("assumptions", assumptions);
        return head;
    }

    private void idle(Map<String, Object> result) {
        before.use().idleShare().ifPresent(share -> result.put("idle_share", share));
        before.idle().ifPresent(cost -> {
            result.put("idle_cost", cost);
            if (before.use()
                    .idleShare()
                    .filter(share -> share.compareTo(IDLE) > 0)
                    .isPresent()) {
                String id = findings.evidence(
                        "compute.idle",
                        "idle_cores",
                        none(),
                        "Share of the cores' time without a task",
                        Map.of("idle_share", before.use().idleShare().get(), "idle_cost", cost));
                findings.rule(
                        Severity.MEDIUM,
                        "%s of a run is paid for cores that do nothing".formatted(shown(cost)),
                        "%s %% of the cores' time is idle."
                                .formatted(ComputeCost.plain(
                                        before.use().idleShare().get().multiply(HUNDRED))),
                        none(),
                        CONFIDENCE,
                        id,
                        "spark.dynamicAllocation.enabled=true with spark.dynamicAllocation.executorIdleTimeout=60s, or fewer executors.",
                        "DataFlint's alert of idle cores, 50 %");
            }
        });
    }

    private String evidence(String id, ComputeCost cost) {
        return findings.evidence(
                id,
                "compute_cost",
                none(),
                worked(cost),
                Map.of("executor_hours", CostLine.plain(cost.use().executorHours()), "total", cost.total()));
    }

    private String worked(ComputeCost cost) {
        return "%s h on %s executors, %s"
                .formatted(
                        ComputeCost.plain(cost.use().hours()),
                        ComputeCost.plain(cost.use().executors()),
                        String.join(
                                " and ",
                                cost.lines().stream()
                                        .map(line -> "%s %ss at %s"
                                                .formatted(
                                                        ComputeCost.plain(line.quantity()),
                                                        line.unit(),
                                                        line.unitPrice().toPlainString()))
                                        .toList()));
    }

    private String source() {
        return question.executorRate().isPresent()
                ? "The rate given"
                : "List prices of %s, %s".formatted(prices.priceDate(), prices.source());
    }

    private String shown(BigDecimal amount) {
        return ComputeCost.shown(amount, question.currency());
    }

    private static Subject none() {
        return new Subject(null, null, null);
    }
}
